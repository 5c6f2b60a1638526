import {truncate} from '../domain/text.ts';
import {formatAge} from '../domain/time.ts';
import {calmStepMs} from './about-now.ts';
import {failureKinds, failureLabel} from './failure-kinds.ts';
import type {FailureKind, Feed, Outage, State} from './state.ts';

/** How the reading goes, over all apps, for the header. */
export type Connection = {
	readonly kind: 'loading' | 'live' | 'stale' | 'paused' | FailureKind;
	/** The age in ms of the oldest data among what this is about; undefined before the first answer. */
	readonly ageMs: number | undefined;
	/** The failure that matters most, and the app that was read; no app for the list of apps. */
	readonly failure: Outage | undefined;
	readonly app: string | undefined;
	/** What this is about where the rest is well, as `worker` or `2 of 5 apps`; undefined for everything. */
	readonly subject: string | undefined;
};

/** How much longer than two waits between reads data may take before it is stale, in ms: answers take their time to travel. */
const travelMs = 1000;

const secondMs = 1000;

/** How much of the name of an app the header has room for, in cells. */
const subjectWidth = 16;

const isStale = ({answeredAtMs, readAgainMs}: Feed, nowMs: number): boolean =>
	answeredAtMs !== undefined && nowMs - answeredAtMs > 2 * readAgainMs + travelMs;

/** Whether what is shown of an app is older than it should be, for whatever reason. */
export const hasOldData = ({feeds, nowMs}: State, app: string): boolean => {
	const feed = feeds.get(app);
	return feed !== undefined && isStale(feed, nowMs);
};

const ageOf = (feeds: readonly Feed[], nowMs: number): number | undefined => {
	const known = feeds.map(({answeredAtMs}) => answeredAtMs).filter(answeredAtMs => answeredAtMs !== undefined);
	return known.length === 0 ? undefined : Math.max(0, nowMs - Math.min(...known));
};

const subjectOf = (some: readonly Feed[], all: readonly Feed[]): string | undefined => {
	if (some.length === all.length) {
		return undefined;
	}

	return some.length === 1 ? some[0]?.app : `${some.length} of ${all.length} apps`;
};

/** The failure that matters most, and everything that it strikes. */
const selectOutage = ({appsFailure, feeds, nowMs, view}: State): Connection | undefined => {
	const all = [...feeds.values()];
	const outages = [appsFailure, ...all.map(({failure}) => failure)];
	const kind = failureKinds.find(row => outages.some(outage => outage?.kind === row));
	if (kind === undefined) {
		return undefined;
	}

	const struck = all.filter(({failure}) => failure?.kind === kind);
	const [first] = struck;
	const failure = first?.failure ?? appsFailure;
	return {
		kind,
		// Where only the list of apps fails, what is shown still has its age.
		ageMs: ageOf(struck.length > 0 ? struck : all, nowMs),
		// While paused nothing is tried again.
		failure: view.isPaused && failure !== undefined ? {...failure, retryAtMs: undefined} : failure,
		app: first?.app,
		subject: first === undefined && all.length > 0 ? 'list of apps' : subjectOf(struck, all),
	};
};

/** How the reading goes: what fails comes first, then what is old, each with what it is about. */
export const selectConnection = (state: State): Connection => {
	const outage = selectOutage(state);
	if (outage !== undefined) {
		return outage;
	}

	const all = [...state.feeds.values()];
	const stale = all.filter(feed => isStale(feed, state.nowMs));
	const ageMs = ageOf(all, state.nowMs);
	const about = {ageMs, failure: undefined, app: undefined, subject: undefined};
	if (state.view.isPaused) {
		return {...about, kind: 'paused'};
	}

	if (ageMs === undefined) {
		return {...about, kind: state.appsKnown && all.length === 0 ? 'live' : 'loading'};
	}

	return stale.length === 0 ? {...about, kind: 'live'} : {...about, kind: 'stale', subject: subjectOf(stale, all)};
};

const retryIn = ({retryAtMs}: Outage, nowMs: number): string =>
	retryAtMs === undefined || retryAtMs <= nowMs ? '' : `, retry in ${formatAge(Math.ceil((retryAtMs - nowMs) / secondMs) * secondMs)}`;

/** How old data is that is as it should be: in steps, since nobody needs the seconds, and none while it is hardly old at all. */
const freshAge = (ageMs: number): string => (ageMs < calmStepMs ? '' : ` ${formatAge(Math.floor(ageMs / calmStepMs) * calmStepMs)}`);

const stateInWords = ({kind, ageMs, failure, app}: Connection, nowMs: number): string => {
	const age = ageMs === undefined ? '' : ` ${formatAge(ageMs)}`;
	if (failure !== undefined) {
		return `${failureLabel(failure, app)}${age}${retryIn(failure, nowMs)}`;
	}

	return kind === 'stale' || kind === 'paused' ? `${kind.toUpperCase()}${age}` : `${kind}${ageMs === undefined ? '' : freshAge(ageMs)}`;
};

/** The connection in the few words of the header: `live`, `OFFLINE 14s, retry in 3s`, `worker NO SUCH APP`. */
export const connectionInWords = (connection: Connection, nowMs: number): string => {
	const words = stateInWords(connection, nowMs);
	return connection.subject === undefined ? words : `${truncate(connection.subject, subjectWidth)} ${words}`;
};
