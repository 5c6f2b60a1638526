import type {JournalEntry} from './record.ts';

/** How an app answers: when it was last asked, and how long after that it is asked again, in ms. */
type Answers = {readonly answeredAtMs: number | undefined; readonly readAgainMs: number};

/** A pause longer than this, beside the usual one, means that nobody watched: the API was out of reach, or the computer asleep. */
const pauseMs = 60_000;

/** Whether between two answers that follow each other nobody watched. `readAgainMs`: how long after the second one the next is asked for. */
export const isPause = (beforeMs: number, answeredAtMs: number, readAgainMs: number): boolean =>
	answeredAtMs - beforeMs > 2 * readAgainMs + pauseMs;

/** Keeps from when to when the answers of each app followed each other, so that the journal can tell what was seen from what was not. */
export type Watch = {
	/** Takes in the newest answers; true when an app answers again after a pause, in which everything may have happened. */
	readonly see: (apps: ReadonlyMap<string, Answers>) => boolean;
	/** What of it was not told yet. */
	readonly take: () => readonly JournalEntry[];
};

export const createWatch = (): Watch => {
	const watched = new Map<string, {readonly fromMs: number; readonly untilMs: number}>();
	let seen: ReadonlyMap<string, Answers> | undefined;

	/** Whether there was a pause before the newest answer of an app. */
	const seeApp = (app: string, {answeredAtMs, readAgainMs}: Answers): boolean => {
		const before = watched.get(app);
		if (answeredAtMs === undefined || (before !== undefined && answeredAtMs <= before.untilMs)) {
			return false;
		}

		const isAfterPause = before !== undefined && isPause(before.untilMs, answeredAtMs, readAgainMs);
		watched.set(app, {fromMs: before === undefined || isAfterPause ? answeredAtMs : before.fromMs, untilMs: answeredAtMs});
		return isAfterPause;
	};

	return {
		see(apps) {
			const changed = apps === seen ? [] : [...apps].filter(([app, answers]) => seen?.get(app) !== answers);
			seen = apps;
			return changed.map(([app, answers]) => seeApp(app, answers)).includes(true);
		},
		take: () =>
			[...watched].flatMap(([app, {fromMs, untilMs}]) => {
				watched.set(app, {fromMs: untilMs, untilMs});
				return untilMs > fromMs ? [{kind: 'watched', app, fromMs, untilMs}] : [];
			}),
	};
};
