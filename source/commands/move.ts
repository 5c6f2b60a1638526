import {selectLineIndex, selectLines} from '../store/fleet-view/lines.ts';
import type {State} from '../store/state.ts';
import type {Command, Outcome} from './command.ts';
import {changeView} from './outcomes.ts';

const moveCursor = (state: State, by: number): Outcome => {
	const lines = selectLines(state);
	const index = Math.min(Math.max(selectLineIndex(state) + by, 0), lines.length - 1);
	return changeView({cursorId: lines[index]?.id, paneScroll: 0});
};

/** Moves the cursor, or scrolls the details when they have the focus. */
const move = (state: State, by: number): Outcome =>
	state.view.focus === 'table' ? moveCursor(state, by) : changeView({paneScroll: Math.max(0, state.view.paneScroll + by)});

const pageOf = ({view}: State): number => Math.max(1, (view.focus === 'table' ? view.tableRows : view.paneRows) - 1);

const far = 1_000_000;

type Movement = {readonly id: string; readonly title: string; readonly keys: readonly string[]; readonly by: (page: number) => number};

const movements: readonly Movement[] = [
	{id: 'down', title: 'one down', keys: ['j', 'down'], by: () => 1},
	{id: 'up', title: 'one up', keys: ['k', 'up'], by: () => -1},
	{id: 'page-down', title: 'a page down', keys: ['ctrl-f', 'pagedown'], by: page => page},
	{id: 'page-up', title: 'a page up', keys: ['ctrl-b', 'pageup'], by: page => -page},
	{id: 'first', title: 'to the first', keys: ['g', 'home'], by: () => -far},
	{id: 'last', title: 'to the last', keys: ['G', 'end'], by: () => far},
];

/** How many lines a key moves by, down or up, where a page has so many; undefined for a key that does not move. */
export const stepOf = (key: string, page: number): number | undefined => movements.find(({keys}) => keys.includes(key))?.by(page);

export const moveCommands: readonly Command[] = movements.map(({by, ...row}) => ({
	...row,
	group: 'move',
	risk: 'none',
	run: state => move(state, by(pageOf(state))),
}));
