import {replayRefusal, type Steering} from '../store/replay.ts';
import type {State} from '../store/state.ts';
import type {Command, Effect, Outcome} from './command.ts';
import {note} from './outcomes.ts';

const row = (how: Steering, keys: readonly string[], title: string, hint: string): Command => ({
	id: `replay-${how}`,
	title,
	keys,
	group: 'replay',
	risk: 'none',
	hint,
	disabledBecause: ({replay}) => (replay === undefined ? 'That is for a recording: flydeck replay FILE plays one.' : undefined),
	run: () => ({effects: [{type: 'steer-replay', how}]}),
});

/** What is done with a recording that is played. There, these keys mean this and nothing else. */
export const replayCommands: readonly Command[] = [
	row('pause', ['space', 'p'], 'stop the time, or let it go on', 'pause'),
	row('step', ['.'], 'go on to the next answer, and stop there', 'step'),
	row('faster', ['+'], 'play faster: 1x, 2x, 10x, 60x', 'faster'),
	row('slower', ['-'], 'play slower', 'slower'),
	row('next-trouble', [']'], 'go on until something gets into trouble', 'trouble'),
];

const byKey: ReadonlyMap<string, Command> = new Map(replayCommands.flatMap(command => command.keys.map(key => [key, command] as const)));

/** The command of a key where a recording is played. */
export const replayCommandForKey = ({replay}: State, key: string): Command | undefined =>
	replay === undefined ? undefined : byKey.get(key);

/** Which effects would reach machines, or wait for what comes of that. */
const isChange: Readonly<Record<Effect['type'], boolean>> = {
	act: true,
	'run-job': true,
	'acquire-lease': true,
	'refresh-lease': true,
	'renew-lease': true,
	'release-lease': true,
	'break-lease': true,
	'release-leftovers': true,
	'keep-leftovers': true,
	copy: false,
	'copy-curl': false,
	'copy-command': false,
	wait: true,
	exec: true,
	'read-metadata': false,
	'change-metadata': true,
	'save-file': false,
	'open-shell': true,
	'edit-config': true,
	'edit-form': true,
	'read-regions': false,
	clone: true,
	'create-machine': true,
	'load-versions': false,
	compare: false,
	'apply-change': true,
	'act-on-resources': true,
	'choose-apps': false,
	'read-changes': false,
	'save-view': false,
	'steer-replay': false,
	refresh: false,
	repaint: false,
	'suspend-job': false,
	quit: false,
};

/** What a key leads to, unless that would change something in a replay: then it is told, and nothing else happens. */
export const withoutChanges = (state: State, outcome: Outcome): Outcome =>
	state.replay !== undefined && (outcome.effects ?? []).some(({type}) => isChange[type]) ? note(state, 'warning', replayRefusal) : outcome;
