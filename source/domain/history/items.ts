import type {ActionEntry} from '../action-entry.ts';
import type {MachineEvent} from '../machine.ts';
import type {Change} from './record.ts';
import type {Records} from './timeline.ts';

/** One line of the history of a machine. An own action comes with the ids of the requests that were made for it. */
export type HistoryItem =
	| {readonly kind: 'event'; readonly atMs: number; readonly event: MachineEvent}
	| {readonly kind: 'change'; readonly atMs: number; readonly change: Change}
	| {readonly kind: 'action'; readonly atMs: number; readonly action: ActionEntry; readonly requestIds: readonly string[]};

/** A request is recorded when its answer is there, and the act that it was for a little later, in ms. */
const slackMs = 1000;

const isFor = (request: ActionEntry, {atMs, tookMs = 0}: ActionEntry): boolean =>
	request.atMs <= atMs + slackMs && request.atMs >= atMs - tookMs - slackMs;

const actionItems = (actions: readonly ActionEntry[]): readonly HistoryItem[] => {
	const acts = actions.filter(({kind}) => kind === 'act');
	const requests = actions.filter(({kind}) => kind === 'request');
	const alone = requests.filter(request => !acts.some(act => isFor(request, act)));
	const item = (action: ActionEntry, made: readonly ActionEntry[]): HistoryItem => ({
		kind: 'action',
		atMs: action.atMs,
		action,
		requestIds: made.flatMap(({requestId}) => requestId ?? []),
	});
	return [
		...acts.map(act =>
			item(
				act,
				requests.filter(request => isFor(request, act)),
			),
		),
		...alone.map(request => item(request, [request])),
	];
};

/** Everything that the journal has of a machine from a moment on, newest first. A state that an event of the same moment tells is not told twice. */
export const historyItems = (
	{changes, events, actions}: Pick<Records, 'changes' | 'events' | 'actions'>,
	sinceMs: number,
): readonly HistoryItem[] => {
	const told = new Set(events.map(({timestampMs, status}) => `${timestampMs} ${status}`));
	const items: readonly HistoryItem[] = [
		...events.map((event): HistoryItem => ({kind: 'event', atMs: event.timestampMs, event})),
		...changes
			.filter(({aspect, atMs, value}) => aspect !== 'state' || !told.has(`${atMs} ${value}`))
			.map((change): HistoryItem => ({kind: 'change', atMs: change.atMs, change})),
		...actionItems(actions),
	];
	return items.filter(({atMs}) => atMs >= sinceMs).toSorted((left, right) => right.atMs - left.atMs);
};
