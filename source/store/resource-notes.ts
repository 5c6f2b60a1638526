import {formatAge} from '../domain/time.ts';
import type {StoreEvent} from './events.ts';
import {isOfOneApp} from './failure-kinds.ts';
import type {Told} from './feed-notes.ts';
import {emptyFeed, sourceInWords, sourceKey} from './resources.ts';
import type {Outage, State} from './state.ts';

type ResourceEvent = StoreEvent & {readonly type: 'resources-received' | 'resources-failed'};

const allOutages = ({appsFailure, feeds, resources}: State): readonly Outage[] =>
	[appsFailure, ...[...feeds.values(), ...resources.values()].map(({failure}) => failure)].filter(outage => outage !== undefined);

/** What is to be told of a list of things, or of its failing, in the state before it: each new kind of failure once, and its end. */
export const resourceNotes = (state: State, event: ResourceEvent): readonly Told[] => {
	const {failure: own, issues: known} = state.resources.get(sourceKey(event.source)) ?? emptyFeed;
	if (event.type === 'resources-failed') {
		const {kind, message, failedAtMs} = event.failure;
		const outages = isOfOneApp(kind) ? [own] : allOutages(state);
		return outages.some(outage => outage?.kinds.includes(kind)) ? [] : [{tone: 'warning', text: message, atMs: failedAtMs}];
	}

	const atMs = Math.max(state.nowMs, event.requestedAtMs);
	const words = sourceInWords(event.source);
	return [
		...(own === undefined
			? []
			: [{tone: 'ok' as const, text: `${words.replace(/^t/, 'T')}: live again after ${formatAge(atMs - own.sinceMs)}.`, atMs}]),
		...event.issues.filter(issue => !known.includes(issue)).map(text => ({tone: 'warning' as const, text, atMs})),
	];
};
