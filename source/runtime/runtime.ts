import type {Api} from '../api/api.ts';
import type {Effect} from '../commands/command.ts';
import type {Clock} from '../domain/clock.ts';
import {orderInWords} from '../domain/verbs.ts';
import type {Journal} from '../journal/journal.ts';
import type {Store} from '../store/store.ts';
import {createActionRunner} from './action-runner.ts';
import {carefulJournal} from './careful-journal.ts';
import {createDetailsLoader} from './details-loader.ts';
import {errorInWords} from './failure.ts';
import {createJobRunner} from './job-runner.ts';
import {createLeaseKeeper} from './lease-keeper.ts';
import {createMachineReader} from './machine-reader.ts';
import {createPoller} from './poller.ts';
import {createRecorder} from './recorder.ts';
import {createTicker} from './ticker.ts';
import {createWaiter} from './waiter.ts';

export type RuntimeOptions = {
	readonly api: Api;
	readonly store: Store;
	readonly clock: Clock;
	readonly random: () => number;
	readonly organization: string;
	readonly apps: readonly string[];
	readonly intervalMs: number | undefined;
	/** Opens the journal; undefined when nothing is to be kept. */
	readonly openJournal: (() => Journal) | undefined;
};

/** What only the terminal can do. */
export type ScreenEffect = Extract<Effect, {readonly type: 'repaint' | 'suspend-job' | 'quit'}>;

export type Runtime = {
	readonly start: () => void;
	readonly perform: (effect: Exclude<Effect, ScreenEffect>) => void;
	/** Stops everything and gives back the leases; answers when that is done. */
	readonly stop: () => Promise<void>;
};

/** The journal, or none when it cannot be opened: that is told, and the rest works. */
const openCarefully = ({store, clock, openJournal}: RuntimeOptions): Journal | undefined => {
	const tell = (text: string): void => store.dispatch({type: 'noted', tone: 'warning', text, atMs: clock.now()});
	try {
		return openJournal === undefined ? undefined : carefulJournal(openJournal(), tell);
	} catch (error) {
		tell(`There is no journal, and nothing is kept: ${errorInWords(error)}`);
		return undefined;
	}
};

/** Everything that has an effect, wired together. */
export const createRuntime = (options: RuntimeOptions): Runtime => {
	const {api, store, clock} = options;
	const journal = openCarefully(options);
	const poller = createPoller(options);
	const leases = createLeaseKeeper({api, store, clock, refresh: poller.refresh});
	const waiter = createWaiter({api, store, clock});
	const ticker = createTicker({store, clock});
	const recorder = journal === undefined ? undefined : createRecorder({store, clock, journal});
	const details = createDetailsLoader({api, store, clock, eventsOf: machineId => journal?.eventsOf(machineId) ?? []});
	const reader = createMachineReader({api, store, clock});
	const actions = createActionRunner({
		api,
		store,
		clock,
		reader,
		nonceOf: leases.nonceOf,
		refresh: poller.refresh,
		record: ({order, target: {app, id, name}, atMs, result}) =>
			journal?.addAction({atMs, verb: orderInWords(order), app, machineId: id, name, result}),
	});
	const jobs = createJobRunner({store, clock, reader, actions, leases});

	return {
		start() {
			ticker.start();
			recorder?.start();
			details.start();
			poller.start();
		},
		perform(effect) {
			switch (effect.type) {
				case 'act':
					void actions.run(effect.order, effect.target);
					break;
				case 'run-job':
					void jobs.run(effect.jobId);
					break;
				case 'acquire-lease':
					void leases.acquire(effect.target, effect.ttlSeconds);
					break;
				case 'refresh-lease':
					void leases.refresh(effect.target, effect.ttlSeconds);
					break;
				case 'release-lease':
					void leases.release(effect.target);
					break;
				case 'wait':
					void waiter.wait(effect.target, effect.wanted);
					break;
				case 'refresh':
					poller.refresh();
					break;
			}
		},
		async stop() {
			poller.stop();
			details.stop();
			ticker.stop();
			waiter.stop();
			recorder?.stop();
			await Promise.all([actions.stop(), jobs.stop(), leases.releaseAll()]);
			journal?.close();
		},
	};
};
