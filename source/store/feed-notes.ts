import {formatAge} from '../domain/time.ts';
import type {StoreEvent} from './events.ts';
import {failureNote, isOfOneApp} from './failure-kinds.ts';
import {isNewest} from './reduce-feeds.ts';
import type {Failure, Note, Outage, State} from './state.ts';

/** A note before it has its number. */
export type Told = Omit<Note, 'id'>;

type FeedEvent = StoreEvent & {readonly type: 'apps-received' | 'apps-failed' | 'machines-received' | 'machines-failed'};

/** So many sentences about one answer; a whole fleet that cannot be read must not push out all other notes. */
const mostIssues = 20;

const outagesOf = ({appsFailure, feeds}: State): readonly Outage[] =>
	[appsFailure, ...[...feeds.values()].map(({failure}) => failure)].filter(outage => outage !== undefined);

/** One note for each new kind of failure in an outage, however many apps it strikes and however often it is met again. */
const failed = (state: State, app: string | undefined, own: Outage | undefined, failure: Failure): readonly Told[] => {
	const outages = isOfOneApp(failure.kind) ? [own] : outagesOf(state);
	return outages.some(outage => outage?.kinds.includes(failure.kind))
		? []
		: [{tone: 'warning', text: failureNote(failure, app), atMs: failure.failedAtMs}];
};

/** One note when an outage is over; none while the same goes on for another app. */
const recovered = (state: State, app: string | undefined, own: Outage | undefined, atMs: number): readonly Told[] => {
	const others = outagesOf(state).filter(outage => outage !== own);
	if (own === undefined || others.some(({kind}) => kind === own.kind)) {
		return [];
	}

	const span = formatAge(atMs - own.sinceMs);
	return [
		{tone: 'ok', text: others.length === 0 ? `Live again after ${span}.` : `${app ?? 'List of apps'}: live again after ${span}.`, atMs},
	];
};

const unreadable = (
	before: readonly string[],
	{app, issues}: FeedEvent & {readonly type: 'machines-received'},
	atMs: number,
): readonly Told[] => {
	const known = new Set(before);
	const fresh = issues.filter(issue => !known.has(issue));
	const texts =
		fresh.length <= mostIssues ? fresh : [...fresh.slice(0, mostIssues), `app ${app}: ${fresh.length - mostIssues} more could not be read`];
	return texts.map(text => ({tone: 'warning', text, atMs}));
};

const gone = ({feeds}: State, apps: readonly string[], atMs: number): readonly Told[] =>
	[...feeds.keys()]
		.filter(app => !apps.includes(app))
		.map(app => ({tone: 'warning', text: `App ${app} is gone: it is not listed any more.`, atMs}));

/** What is to be told of an answer, or of its failing, in the state before it. */
export const feedNotes = (state: State, event: FeedEvent): readonly Told[] => {
	switch (event.type) {
		case 'apps-failed':
			return failed(state, undefined, state.appsFailure, event.failure);
		case 'apps-received':
			return [...recovered(state, undefined, state.appsFailure, state.nowMs), ...gone(state, event.apps, state.nowMs)];
		case 'machines-failed': {
			const feed = state.feeds.get(event.app);
			return feed === undefined ? [] : failed(state, event.app, feed.failure, event.failure);
		}

		case 'machines-received': {
			const {app, requestId, requestedAtMs} = event;
			const feed = state.feeds.get(app);
			if (feed === undefined || !isNewest(state, app, requestId)) {
				return [];
			}

			const atMs = Math.max(state.nowMs, requestedAtMs);
			return [...recovered(state, app, feed.failure, atMs), ...unreadable(feed.issues, event, atMs)];
		}
	}
};
