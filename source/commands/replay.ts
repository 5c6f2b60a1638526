import type {Steering} from '../store/replay.ts';
import type {State} from '../store/state.ts';
import type {Command} from './command.ts';

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
