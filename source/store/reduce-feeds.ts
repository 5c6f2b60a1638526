import type {StoreEvent} from './events.ts';
import {newFeed} from './initial-state.ts';
import {withEntry} from './maps.ts';
import {withFailure} from './outage.ts';
import type {Feed, State} from './state.ts';

type Feeds = Pick<State, 'chosenApps' | 'feeds' | 'appsFailure' | 'appsKnown'>;

const sameIssues = (left: readonly string[], right: readonly string[]): boolean =>
	left.length === right.length && left.every((issue, index) => issue === right[index]);

const withApps = (feeds: Feeds['feeds'], apps: readonly string[]): Feeds['feeds'] => {
	const isSame = apps.length === feeds.size && apps.every(app => feeds.has(app));
	return isSame ? feeds : new Map(apps.map(app => [app, feeds.get(app) ?? newFeed(app)]));
};

/** Whether the answer to a request for an app's machines is newer than all that were accepted before. */
export const isNewest = (state: State, app: string, requestId: number): boolean =>
	requestId > (state.feeds.get(app)?.acceptedRequestId ?? Number.POSITIVE_INFINITY);

/** When the newest answer of any app was asked for, in ms; undefined before the first. */
const lastAnswerMs = ({feeds}: State): number | undefined =>
	[...feeds.values()]
		.map(({answeredAtMs}) => answeredAtMs)
		.filter(answeredAtMs => answeredAtMs !== undefined)
		.toSorted((left, right) => right - left)[0];

/** How reading the API goes: which apps, how old their data is, and what went wrong. */
export const reduceFeeds = (state: State, event: StoreEvent): Feeds => {
	switch (event.type) {
		case 'apps-received':
			return {...state, feeds: withApps(state.feeds, event.apps), appsFailure: undefined, appsKnown: true};
		case 'apps-chosen': {
			const {apps} = event;
			return {chosenApps: apps, feeds: withApps(state.feeds, apps), appsFailure: undefined, appsKnown: apps.length > 0};
		}

		case 'apps-failed':
			return {...state, appsFailure: withFailure(state.appsFailure, event.failure, lastAnswerMs(state))};
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
				: {
						...state,
						feeds: withEntry(state.feeds, event.app, {...feed, failure: withFailure(feed.failure, event.failure, feed.answeredAtMs)}),
					};
		}

		default:
			return state;
	}
};
