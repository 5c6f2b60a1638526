import type {Machine} from '../machine.ts';
import type {Fleet} from '../merge-fleet.ts';

const ghosts = new WeakMap<Machine, Machine>();

/** What is left of a machine that the API does not list any more, the same object each time. */
export const goneOf = (machine: Machine): Machine => {
	if (machine.state === 'destroyed') {
		return machine;
	}

	const known = ghosts.get(machine);
	const gone = known ?? {...machine, state: 'destroyed', updatedAtMs: undefined, lease: undefined, checks: []};
	ghosts.set(machine, gone);
	return gone;
};

const isSame = (left: readonly Machine[], right: readonly Machine[]): boolean =>
	left.length === right.length && left.every((machine, index) => machine === right[index]);

/** The first of some rows that are alike in all, so that what is made of them is not made again. */
const known = (rows: readonly Machine[], ...alike: readonly (readonly Machine[])[]): readonly Machine[] =>
	alike.find(other => isSame(other, rows)) ?? rows;

/**
The rows as they were shown, with what is known of their machines now: each stays where it is, whether or not its machine is still there or
would be listed. What is to be listed besides comes after them.
*/
export const holdRows = (shown: readonly Machine[], settled: readonly Machine[], fleet: Fleet): readonly Machine[] => {
	const ids = new Set(shown.map(({id}) => id));
	const held = shown.map(machine => fleet.get(machine.id) ?? goneOf(machine));
	return known([...held, ...settled.filter(({id}) => !ids.has(id))], settled, shown);
};

/** The rows in their order, and the one under the cursor in its place where its machine is gone or would not be listed any more. */
export const settleRows = (
	shown: readonly Machine[],
	settled: readonly Machine[],
	fleet: Fleet,
	cursorId: string | undefined,
): readonly Machine[] => {
	const index = shown.findIndex(({id}) => id === cursorId);
	const machine = shown[index];
	if (machine === undefined || settled.some(({id}) => id === cursorId)) {
		return settled;
	}

	return known(settled.toSpliced(index, 0, fleet.get(machine.id) ?? goneOf(machine)), shown);
};
