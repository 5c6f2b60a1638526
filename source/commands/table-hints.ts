import {tabs} from '../domain/details/tabs.ts';
import {selectCursorGroup} from '../store/fleet-view/lines.ts';
import type {State} from '../store/state.ts';
import type {View} from '../store/view.ts';
import type {Command} from './command.ts';
import type {Hint} from './hints.ts';
import {commands} from './table.ts';

/** The commands that are hinted at below the table, most wanted first; a narrow screen shows as many as fit. */
const wanted: readonly string[] = [
	'open',
	'mark',
	'filter',
	'start',
	'stop',
	'help',
	'close',
	'restart',
	'logs',
	'lease',
	'delete',
	'edit',
	'exec',
	'wait',
	'prompt',
	'pane',
];

/** The same where a recording is played, in which nothing can be done to a machine. */
const replayWanted: readonly string[] = [
	'replay-pause',
	'replay-step',
	'replay-faster',
	'replay-slower',
	'replay-next-trouble',
	'open',
	'filter',
	'help',
	'close',
	'pane',
];

const hintsOf = (ids: readonly string[], isFit: (command: Command) => boolean = () => true): readonly Hint[] =>
	ids.flatMap(id => {
		const command = commands.find(row => row.id === id);
		return command?.hint === undefined || !isFit(command) ? [] : [{key: command.keys[0] ?? '', word: command.hint}];
	});

const browseHints = hintsOf(wanted);
const replayHints = hintsOf(replayWanted);

const detailsHints = ({tab}: View): readonly Hint[] => [
	{key: `1-${tabs.length}`, word: 'tab'},
	{key: 'j k', word: 'scroll'},
	...(tab === 'events' ? [{key: '{ }', word: 'exit'}] : []),
	{key: 'esc', word: 'back'},
];

/** Only where the table is grouped. */
const groupHints: readonly Hint[] = [{key: 'z', word: 'fold'}];

/** On the head of a group, which is no machine. */
const headHints: readonly Hint[] = [
	{key: 'enter', word: 'fold'},
	{key: 'j k', word: 'move'},
	{key: 'space', word: 'mark group'},
	{key: ':group', word: 'regroup'},
];

const ofDetails: ReadonlySet<string> = new Set(['open', 'pane']);

/** What works on the head of a group: acts do where machines are marked. */
const hintsOnHead = ({view, replay}: State): readonly Hint[] => {
	const isFit = ({id, group}: Command): boolean => !ofDetails.has(id) && id !== 'mark' && (group !== 'machine' || view.marks.size > 0);
	return [...headHints, ...hintsOf(replay === undefined ? wanted : replayWanted, isFit)];
};

/** The hints of the machines' table and of its details. */
export const tableHints = (state: State): readonly Hint[] => {
	const {view, replay} = state;
	if (view.focus === 'table' && selectCursorGroup(state) !== undefined) {
		return hintsOnHead(state);
	}

	return [
		...(view.focus === 'details' ? detailsHints(view) : []),
		...(view.focus === 'table' && view.groupBy !== undefined ? groupHints : []),
		...(replay === undefined ? browseHints : replayHints),
	];
};
