import type {StoreEvent} from './events.ts';
import {newFeed} from './initial-state.ts';
import {withEntry} from './maps.ts';
import type {Failure, Feed, Outage, State} from './state.ts';

type Feeds = Pick<State, 'feeds' | 'appsFailure' | 'appsKnown'>;

const sameIssues = (left: readonly string[], right: readonly string[]): boolean =>
	left.length === right.length && left.every((issue, index) => issue === right[index]);

const withApps = (feeds: Feeds['feeds'], apps: readonly string[]): Feeds['feeds'] => {
	const isSame = apps.length === feeds.size && apps.every(app => feeds.has(app));
	return isSame ? feeds : new Map(apps.map(app => [app, feeds.get(app) ?? newFeed(app)]));
};

/** An outage goes on with one more failure, or begins with it. */
const withFailure = (outage: Outage | undefined, failure: Failure): Outage => ({
	...failure,
	sinceMs: outage?.sinceMs ?? failure.failedAtMs,
	kinds: [...(outage?.kinds.filter(kind => kind !== failure.kind) ?? []), failure.kind],
});

/** Whether the answer to a request for an app's machines is newer than all that were accepted before. */
export const isNewest = (state: State, app: string, requestId: number): boolean =>
	requestId > (state.feeds.get(app)?.acceptedRequestId ?? Number.POSITIVE_INFINITY);

/** How reading the API goes: which apps, how old their data is, and what went wrong. */
export const reduceFeeds = (state: State, event: StoreEvent): Feeds => {
	switch (event.type) {
		case 'apps-received':
			return {feeds: withApps(state.feeds, event.apps), appsFailure: undefined, appsKnown: true};
		case 'apps-failed':
			return {...state, appsFailure: withFailure(state.appsFailure, event.failure)};
		case 'machines-received': {
			const feed = state.feeds.get(event.app);
			if (feed === undefined || !isNewest(state, event.app, event.requestId)) {
				return state;
			}

			const next: Feed = {
				app: event.app,
				acceptedRequestId: event.requestId,
				answeredAtMs: event.requestedAtMs,
				readAgainMs: event.readAgainMs,
				failure: undefined,
				issues: sameIssues(feed.issues, event.issues) ? feed.issues : event.issues,
			};
			return {...state, feeds: withEntry(state.feeds, event.app, next)};
		}

		case 'machines-failed': {
			const feed = state.feeds.get(event.app);
			return feed === undefined
				? state
				: {...state, feeds: withEntry(state.feeds, event.app, {...feed, failure: withFailure(feed.failure, event.failure)})};
		}

		default:
			return state;
	}
};
