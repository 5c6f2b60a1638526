import type {Clock} from '../domain/clock.ts';
import type {Json} from '../domain/json.ts';
import type {Machine} from '../domain/machine.ts';
import type {AnswerHead} from './answer-errors.ts';
import type {MachineList} from './api.ts';
import {createConfigMemory} from './decode/config-memory.ts';
import {type DecodedMachine, decodeMachine} from './decode/machine.ts';
import {gatherMachines} from './decode/machine-list.ts';
import type {FarLists, FarRequest} from './far-lists.ts';

/** An answer that was read: its meaning, or a body that has yet to get one; undefined where the end of that never came. */
export type Answered<Answer> = {readonly head: AnswerHead} & ({readonly body: string | undefined} | {readonly answer: Answer});

/** How a call gets its answer from elsewhere. */
export type FarReader<Answer> = {
	/** How many bytes of an answer are read here before it is asked for anew elsewhere. */
	readonly limitBytes: () => number;
	/** Whether it was too long for here the last time. */
	readonly isLong: () => boolean;
	/** Undefined: it has to be read here, however long it is. */
	readonly read: (request: FarRequest) => Promise<Answered<Answer> | undefined>;
};

/** A list as it was last read, item for item. */
type Known = {
	readonly version: number;
	readonly items: readonly DecodedMachine[];
	readonly list: MachineList;
	readonly isLong: boolean;
	readonly readAtMs: number;
};

/** A list that was not read for so long is of an app that is not followed any more, in ms. */
const keptMs = 300_000;

/** The list in which each item is of the same machine as before; undefined where machines came, went or changed places. */
const patched = ({list, items: before}: Known, items: readonly DecodedMachine[], places: Int32Array): MachineList | undefined => {
	if (items.length !== before.length || list.issues.length > 0) {
		return undefined;
	}

	const machines = [...list.machines];
	const changed: Machine[] = [];
	for (const [index, item] of items.entries()) {
		if (places[index] === index) {
			continue;
		}

		if (!item.ok || item.machine.id !== machines[index]?.id) {
			return undefined;
		}

		machines[index] = item.machine;
		changed.push(item.machine);
	}

	return {machines, issues: list.issues, changes: {since: list.machines, machines: changed}};
};

const gathered = (items: readonly DecodedMachine[], app: string): MachineList => {
	const list = gatherMachines(items, app);
	return {...list, changes: {since: undefined, machines: list.machines}};
};

const nowhere = new Int32Array();

/** @throws Error where a place is that of no item: a machine must not be left out of a list unsaid */
const itemsAt = (places: Int32Array, before: readonly DecodedMachine[], fresh: readonly DecodedMachine[]): readonly DecodedMachine[] =>
	Array.from(places, place => {
		const item = place < 0 ? fresh[-1 - place] : before[place];
		if (item === undefined) {
			throw new Error('a list that was read in parts does not fit together');
		}

		return item;
	});

/** How the list of an app is read. `arrived` is given the machines of one that is not known yet, a part at a time. */
export type ListMemory = (app: string, arrived?: (machines: readonly Machine[]) => void) => FarReader<MachineList>;

/** The long lists of machines as they were last read. Of the next ones only what changed is parsed, and the rest keeps its objects. */
export const createListMemory = (far: FarLists, clock: Pick<Clock, 'now'>): ListMemory => {
	const lists = new Map<string, Known>();
	const readConfig = createConfigMemory();

	const forgetOthers = (nowMs: number): void => {
		for (const [app, {readAtMs}] of lists) {
			if (nowMs - readAtMs > keptMs) {
				lists.delete(app);
			}
		}
	};

	return (app, arrived) => ({
		limitBytes: far.limitBytes,
		isLong: () => lists.get(app)?.isLong === true,
		async read(request) {
			const known = lists.get(app);
			const fresh: DecodedMachine[] = [];
			let isJson = true;
			const answer = await far.read(app, request, known?.version, text => {
				let items: readonly Json[];
				try {
					items = JSON.parse(text);
				} catch {
					isJson = false;
					return;
				}

				const decoded = items.map(item => decodeMachine(item, app, readConfig));
				for (const item of decoded) {
					fresh.push(item);
				}

				if (known === undefined) {
					arrived?.(decoded.flatMap(item => (item.ok ? item.machine : [])));
				}
			});
			if (answer.kind === 'ended') {
				lists.delete(app);
				return undefined;
			}

			const {head} = answer;
			if (answer.kind === 'other') {
				return answer;
			}

			if (!isJson) {
				return {head, body: undefined};
			}

			const {version, size, places} = answer;
			const isLong = size > far.limitBytes() / 2;
			const readAtMs = clock.now();
			forgetOthers(readAtMs);
			if (places === undefined && known !== undefined) {
				lists.set(app, {...known, version, isLong, readAtMs});
				return {head, answer: known.list};
			}

			const items = itemsAt(places ?? nowhere, known?.items ?? [], fresh);
			const list = (known === undefined ? undefined : patched(known, items, places ?? nowhere)) ?? gathered(items, app);
			lists.set(app, {version, items, list, isLong, readAtMs});
			return {head, answer: list};
		},
	});
};
