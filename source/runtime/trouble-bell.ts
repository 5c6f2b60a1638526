import type {Clock} from '../domain/clock.ts';
import type {Diagnosis} from '../domain/diagnosis/diagnosis.ts';
import type {Machine} from '../domain/machine.ts';
import type {Trouble} from '../domain/trouble.ts';
import {aboutNow} from '../store/about-now.ts';
import {selectDiagnosis} from '../store/diagnosis.ts';
import type {State} from '../store/state.ts';
import type {Store} from '../store/store.ts';

/** How long it is quiet after a ring, in ms: what comes meanwhile is told together, since a bell that never stops is switched off. */
const quietMs = 30_000;

/** For how long a trouble has to be away to be new when it comes back, in ms: what comes and goes rings once. */
const forgottenMs = 10 * 60_000;

/** So many machines are named; the table shows the others. */
const mostNames = 3;

type Struck = {readonly machine: Machine; readonly trouble: Trouble};

const labelOf = ({name, id}: Machine): string => name || id;

const inWords = ([first, ...others]: readonly [Struck, ...Struck[]]): string => {
	if (others.length === 0) {
		return `${labelOf(first.machine)} ${first.trouble.kind}: ${first.trouble.sentence}`;
	}

	const struck = [first, ...others];
	const names = struck.slice(0, mostNames).map(({machine, trouble}) => `${labelOf(machine)} ${trouble.kind}`);
	const more = struck.length > mostNames ? `, and ${struck.length - mostNames} more` : '';
	return `${struck.length} machines are in new trouble: ${names.join(', ')}${more}.`;
};

const keyOf = (id: string, {kind}: Trouble): string => `${kind} ${id}`;

export type TroubleBell = {readonly start: () => void; readonly stop: () => void};

/**
Rings, where it was asked for, when a machine gets into trouble that it was not in. What an app had when it was first read is not new, and
nothing in a replay is.
*/
export const createTroubleBell = ({
	store,
	clock,
	ring,
}: {
	readonly store: Store;
	readonly clock: Clock;
	/** Calls the person back to the screen, and says why. */
	readonly ring: (text: string) => void;
}): TroubleBell => {
	/** When each trouble was last there, in ms. */
	const known = new Map<string, number>();
	/** What is new and was not told yet. */
	const waiting = new Set<string>();
	let readApps: ReadonlySet<string> = new Set();
	let seenDiagnosis: Diagnosis | undefined;
	let seenFeeds: State['feeds'] | undefined;
	let seenAboutMs: number | undefined;
	let unsubscribe: (() => void) | undefined;
	let endQuiet: (() => void) | undefined;

	/** Tells of what waits and is still there; after that it is quiet for a while. */
	const tell = (): void => {
		endQuiet = undefined;
		const {fleet, view} = store.getState();
		const diagnosis = selectDiagnosis(store.getState());
		const [first, ...others] = [...diagnosis].flatMap(([id, troubles]): readonly Struck[] => {
			const machine = fleet.get(id);
			const trouble = troubles.find(each => waiting.has(keyOf(id, each)));
			return machine === undefined || trouble === undefined ? [] : [{machine, trouble}];
		});
		waiting.clear();
		if (first === undefined || !view.isBellOn) {
			return;
		}

		endQuiet = clock.after(quietMs, tell);
		const text = inWords([first, ...others]);
		store.dispatch({type: 'noted', tone: 'warning', text, atMs: clock.now()});
		ring(text);
	};

	const remember = (diagnosis: Diagnosis, {fleet, view}: State): void => {
		const nowMs = clock.now();
		for (const [id, troubles] of diagnosis) {
			const isNews = view.isBellOn && readApps.has(fleet.get(id)?.app ?? '');
			for (const trouble of troubles) {
				const key = keyOf(id, trouble);
				if (isNews && !known.has(key)) {
					waiting.add(key);
				}

				known.set(key, nowMs);
			}
		}

		for (const [key, lastMs] of known) {
			if (nowMs - lastMs > forgottenMs) {
				known.delete(key);
			}
		}
	};

	const look = (): void => {
		const state = store.getState();
		const diagnosis = selectDiagnosis(state);
		const isSeen = diagnosis === seenDiagnosis && state.feeds === seenFeeds && aboutNow(state) === seenAboutMs;
		if (state.replay !== undefined || isSeen) {
			return;
		}

		remember(diagnosis, state);
		seenDiagnosis = diagnosis;
		seenFeeds = state.feeds;
		seenAboutMs = aboutNow(state);
		readApps = new Set([...state.feeds.values()].filter(({answeredAtMs}) => answeredAtMs !== undefined).map(({app}) => app));
		if (waiting.size > 0 && endQuiet === undefined) {
			tell();
		}
	};

	return {
		start() {
			unsubscribe = store.subscribe(look);
		},
		stop() {
			unsubscribe?.();
			endQuiet?.();
		},
	};
};
