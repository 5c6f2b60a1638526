import type {Api} from '../api/api.ts';
import {isApiError} from '../api/errors.ts';
import type {Clock} from '../domain/clock.ts';
import {type ResourceOrder, type ResourceTarget, resourceVerbs} from '../domain/resources/orders.ts';
import {resourceRefusalOf} from '../domain/resources/refusals.ts';
import type {NoteTone} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import {curlOf} from './curl.ts';
import {causeInWords, errorInWords} from './failure.ts';
import {againWhenLimited} from './limited.ts';
import {readSource} from './resource-reads.ts';
import {sendResourceOrder} from './resource-requests.ts';

/** What was done, and how it ended. */
export type ResourceAct = {
	readonly what: string;
	readonly target: {readonly app: string};
	readonly thing: {readonly app: string; readonly id: string; readonly name: string};
	readonly atMs: number;
	readonly tookMs: number;
	/** How it ended, after `what`. */
	readonly result: string;
	/** The same as a sentence by itself. */
	readonly text: string;
	/** `ok` where it was done, `warning` where nothing was sent. */
	readonly tone: NoteTone;
	/** The command that does the same; of a secret it has the name alone. */
	readonly curl: string | undefined;
};

export type ResourceRunnerOptions = {
	readonly api: Api;
	readonly store: Store;
	readonly clock: Clock;
	readonly organization: string;
	/** Makes the shown table read again. */
	readonly refresh: () => void;
	/** Tells that there is an app more or, where it is named, one less. */
	readonly onAppsChanged: (deleted: string | undefined) => void;
	readonly record: (act: ResourceAct) => void;
};

export type ResourceRunner = {
	/** Carries out an order on one thing after the other, and stops at the first that fails. */
	readonly run: (order: ResourceOrder, targets: readonly ResourceTarget[]) => Promise<void>;
	readonly stop: () => Promise<void>;
};

/** What a sentence says of something, without naming it again where it begins so. */
const afterSubject = (text: string, {words}: ResourceTarget): string =>
	text.startsWith(words) ? text.slice(words.length).replace(/^:? /, '') : text;

type Result = {readonly tone: NoteTone; readonly text: string};

/** Does something to things that are no machines: reads each again, sends the request once, and tells how it ended with the id of the request. */
export const createResourceRunner = ({
	api,
	store,
	clock,
	organization,
	refresh,
	onAppsChanged,
	record,
}: ResourceRunnerOptions): ResourceRunner => {
	const stopping = new AbortController();
	const {signal} = stopping;

	/** Why an order must not go to something as it is now, as a sentence; undefined when it may. */
	const refusalNow = async (order: ResourceOrder, {kind, app, id, words}: ResourceTarget): Promise<string | undefined> => {
		if (!resourceVerbs[order.verb].isOnExisting) {
			return undefined;
		}

		const source = {kind, app: kind === 'apps' ? '' : app, volumeId: undefined};
		const requestedAtMs = clock.now();
		const {rows, issues} = await againWhenLimited(clock, signal, () => readSource({api, organization, source, signal}));
		store.dispatch({type: 'resources-received', source, requestedAtMs, rows, issues});
		const row = rows.find(listed => listed.id === id);
		return row === undefined ? `${words} is gone` : resourceRefusalOf(order, row);
	};

	/** The id that the API gave the newest request since a moment, as the record of actions has it. */
	const requestSince = (sinceMs: number): string => {
		const entry = store
			.getState()
			.actions.findLast(({kind, atMs, machineId}) => kind === 'request' && machineId === undefined && atMs >= sinceMs);
		return entry?.requestId === undefined ? '' : ` (request ${entry.requestId})`;
	};

	const send = async (order: ResourceOrder, target: ResourceTarget): Promise<Result> => {
		const {title, done} = resourceVerbs[order.verb];
		const startedAtMs = clock.now();
		try {
			const {more, certificate} = await sendResourceOrder({api, organization, options: {signal}}, target, order);
			if (certificate !== undefined) {
				store.dispatch({type: 'certificate-received', key: `${target.app}/${target.id}`, certificate});
			}

			return {tone: 'ok', text: `${target.words} ${done}${requestSince(startedAtMs)}${more === undefined ? '' : `. ${more}`}`};
		} catch (error) {
			return isApiError(error) && error.outcomeUnknown
				? {
						tone: 'error',
						text: `${target.words}: it is unknown whether the ${title} happened: look before you do it again. ${errorInWords(error)}`,
					}
				: {tone: 'error', text: `${target.words}: could not ${title}: ${causeInWords(error)}`};
		}
	};

	const runOne = async (order: ResourceOrder, target: ResourceTarget): Promise<Result> => {
		try {
			const refusal = await refusalNow(order, target);
			return refusal === undefined ? await send(order, target) : {tone: 'warning', text: `${refusal}: nothing was done.`};
		} catch (error) {
			return {tone: 'error', text: `${target.words}: nothing was sent. ${errorInWords(error)}`};
		}
	};

	const runAll = async (order: ResourceOrder, targets: readonly ResourceTarget[]): Promise<void> => {
		for (const [index, target] of targets.entries()) {
			const startedAtMs = clock.now();
			const {tone, text} = await runOne(order, target);
			const left = targets.length - index - 1;
			const hasStopped = tone !== 'ok' && left > 0;
			const atMs = clock.now();
			const {app, id} = target;
			record({
				what: `${resourceVerbs[order.verb].title} ${target.words}`,
				target: {app},
				thing: {app, id, name: ''},
				atMs,
				tookMs: atMs - startedAtMs,
				result: afterSubject(text, target),
				text,
				tone,
				curl: curlOf(api, {type: 'act-on-resource', target, order}, store.getState()),
			});
			store.dispatch({type: 'noted', tone, text: hasStopped ? `${text} The other ${left} were left alone.` : text, atMs});
			if (target.kind === 'apps') {
				onAppsChanged(tone === 'ok' && order.verb === 'delete-app' ? target.id : undefined);
			}

			if (hasStopped || signal.aborted) {
				break;
			}
		}

		refresh();
	};

	const underWay = new Set<Promise<void>>();
	return {
		async run(order, targets) {
			const act = runAll(order, targets);
			underWay.add(act);
			await act;
			underWay.delete(act);
		},
		async stop() {
			stopping.abort();
			await Promise.all(underWay);
		},
	};
};
