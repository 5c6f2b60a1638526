import type {Api} from '../api/api.ts';
import type {Exchange} from '../api/observe.ts';
import type {ActionEntry} from '../domain/action-entry.ts';
import type {Clock} from '../domain/clock.ts';
import {orderInWords} from '../domain/verbs.ts';
import type {ActionLog} from '../journal/action-log.ts';
import type {Deed} from '../store/copying.ts';
import type {Target} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import type {ActKeeper} from './act-keeper.ts';
import type {ActionRecord} from './action-runner.ts';
import {createCareful} from './careful.ts';
import {curlOf} from './curl.ts';
import {errorInWords} from './failure.ts';

export type ActionRecorderOptions = {
	readonly api: Api;
	readonly store: Store;
	readonly clock: Clock;
	/** Opens the file that keeps the record; undefined when nothing is to be kept. */
	readonly openLog: (() => ActionLog) | undefined;
	/** Is given each entry too, where nothing else gives those of the state to the journal. */
	readonly keep?: ActKeeper['keep'] | undefined;
};

export type ActionRecorder = {
	/** Shows what the file has of earlier times. */
	readonly start: () => void;
	/** Records a request, if it was one that would change something. Never throws. */
	readonly observe: (exchange: Exchange) => void;
	/** Records an order and how it ended. */
	readonly recordOrder: (action: ActionRecord) => void;
	/** Records anything else that a person did. */
	readonly recordAct: (act: Act) => void;
};

type Act = {
	readonly what: string;
	/** Something that is no machine is named by `what`. */
	readonly target: Pick<Target, 'app'> & Partial<Pick<Target, 'id' | 'name'>>;
	readonly atMs: number;
	readonly tookMs?: number | undefined;
	readonly result: string;
	/** What was sent, or would have been. */
	readonly deed?: Deed;
	/** Its command, where it may not be told itself. */
	readonly curl?: string | undefined;
};

/** The app and the machine that a path is about. */
const subjectOf = (path: string): {readonly app: string | undefined; readonly machineId: string | undefined} => {
	const [, app, machineId] = /\/apps\/([^/?]+)(?:\/machines\/([^/?]+))?/.exec(path) ?? [];
	return {app, machineId};
};

/** Records what was asked of the API and what came of it: in the state, and as lines in a file. */
export const createActionRecorder = ({api, store, clock, openLog, keep}: ActionRecorderOptions): ActionRecorder => {
	const tell = (error: unknown): void =>
		store.dispatch({type: 'noted', tone: 'warning', text: `The action log cannot be kept: ${errorInWords(error)}`, atMs: clock.now()});
	const careful = createCareful(tell);
	const log = openLog === undefined ? undefined : careful<ActionLog | undefined>(openLog, undefined);

	const add = (entry: ActionEntry): void => {
		store.dispatch({type: 'actions-recorded', entries: [entry]});
		careful(() => log?.add(entry), undefined);
		keep?.(entry);
	};

	const recordAct = ({what, target: {app, id, name}, atMs, tookMs, result, deed, curl}: Act): void =>
		add({
			kind: 'act',
			atMs,
			what,
			app,
			machineId: id,
			name,
			status: undefined,
			requestId: undefined,
			result,
			tookMs,
			curl: deed === undefined ? curl : curlOf(api, deed, store.getState()),
		});

	return {
		start() {
			const entries = careful(() => log?.recent() ?? [], []);
			if (entries.length > 0) {
				store.dispatch({type: 'actions-recorded', entries});
			}
		},
		observe({method, path, startedAtMs, tookMs, status, requestId, error}) {
			if (method === 'GET') {
				return;
			}

			const subject = subjectOf(path);
			const name = store.getState().fleet.get(subject.machineId ?? '')?.name;
			const result = error ?? 'ok';
			const what = `${method} ${path}`;
			add({kind: 'request', atMs: startedAtMs + tookMs, what, ...subject, name, status, requestId, result, tookMs, curl: undefined});
		},
		recordOrder({order, target, given, ...ending}) {
			const deed: Deed = given === undefined ? {type: 'act', target, order} : {type: 'give-config', given};
			recordAct({what: orderInWords(order), target, deed, ...ending});
		},
		recordAct,
	};
};
