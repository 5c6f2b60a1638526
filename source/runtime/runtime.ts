import type {Api} from '../api/api.ts';
import type {Observe} from '../api/observe.ts';
import type {Clock} from '../domain/clock.ts';
import type {ActionLog} from '../journal/action-log.ts';
import type {Journal} from '../journal/journal.ts';
import type {LeaseVault} from '../journal/lease-vault.ts';
import type {Form} from '../store/forms.ts';
import type {Steering} from '../store/replay.ts';
import type {Target} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import {storeAtRest} from '../store/store-at-rest.ts';
import {createActionRecorder} from './action-recorder.ts';
import {createActionRunner} from './action-runner.ts';
import {openCarefulJournal} from './careful-journal.ts';
import {createConfigs} from './configs.ts';
import {createCopier, type ToClipboard} from './copier.ts';
import {createCursorRest} from './cursor-rest.ts';
import {createDetailsLoader} from './details-loader.ts';
import type {DraftFiles} from './draft-files.ts';
import type {RunEditor} from './edit-loop.ts';
import {createExitLogLoader} from './exit-log-loader.ts';
import type {SaveFile} from './file-saver.ts';
import {createFocusWatch} from './focus-watch.ts';
import {createInside} from './inside.ts';
import {createJobRunner} from './job-runner.ts';
import type {ViewKeeping} from './keep-view.ts';
import {createLeases} from './leases.ts';
import {createMachineReader} from './machine-reader.ts';
import {createPast} from './past.ts';
import {createPerform, type RuntimeEffect} from './perform.ts';
import {createPoller} from './poller.ts';
import {createResources} from './resources.ts';
import {createRings} from './rings.ts';
import {createTicker} from './ticker.ts';
import {createWaiter} from './waiter.ts';

export type RuntimeOptions = Pick<ViewKeeping, 'saveView'> & {
	readonly api: Api;
	readonly store: Store;
	readonly clock: Clock;
	readonly random: () => number;
	readonly organization: string;
	readonly apps: readonly string[];
	readonly intervalMs: number | undefined;
	/** Opens the journal, and tells in sentences what is odd about it; undefined when nothing is to be kept. */
	readonly openJournal: ((tell: (sentence: string) => void) => Journal) | undefined;
	/** Opens what keeps the nonces of leases for the case that flydeck is killed; undefined when nothing is to be kept. */
	readonly openVault: (() => LeaseVault) | undefined;
	/** Opens the file that keeps the record of actions; undefined when nothing is to be kept. */
	readonly openActionLog: (() => ActionLog) | undefined;
	readonly saveFile: SaveFile;
	readonly toClipboard: ToClipboard;
	/** Where texts are kept that are being edited. */
	readonly files: DraftFiles;
	/** Plays a recording otherwise, where one takes the place of the API. */
	readonly steer?: ((how: Steering) => void) | undefined;
	/** Calls the person back to the screen, as a bell does, and says why. */
	readonly ring: (text: string) => void;
};

export type Runtime = {
	readonly start: () => void;
	/** Does what a key led to; what is protected may be changed meanwhile as far as that was confirmed. */
	readonly perform: (effect: RuntimeEffect) => void;
	/** Is to be told of every request to the API. Never throws. */
	readonly observe: Observe;
	/** Lets the person edit the config of a machine, with an editor that has the terminal. Answers what was told, where that is a sentence. */
	readonly edit: (target: Target, runEditor: RunEditor) => Promise<string | undefined>;
	/** Lets the person edit the config that a form stands for, in the same way. */
	readonly editForm: (form: Form, runEditor: RunEditor) => Promise<string | undefined>;
	/** Stops everything and gives back the leases; answers when that is done. */
	readonly stop: () => Promise<void>;
};

/** Everything that has an effect, wired together. */
export const createRuntime = (options: RuntimeOptions): Runtime => {
	const {api, store, clock, files, ring, saveFile} = options;
	const atRest = storeAtRest(store);
	const journal = openCarefulJournal(options);
	const poller = createPoller(options);
	const record = createActionRecorder({api, store, clock, openLog: options.openActionLog});
	const leases = createLeases({...options, refresh: poller.refresh, record: record.recordAct});
	const copier = createCopier(options);
	const ticker = createTicker({store, clock});
	const cursorRest = createCursorRest({store, clock});
	const focus = createFocusWatch({store, refresh: poller.refresh});
	const rings = createRings({store, clock, ring});
	const past = createPast({store: atRest, clock, journal});
	const details = createDetailsLoader({api, store: atRest, clock, journal, onLease: leases.keeper.seen});
	const exitLogs = createExitLogLoader({api, store: atRest, clock});
	const reader = createMachineReader({api, store, clock});
	const inside = createInside({api, store, clock, reader, refresh: poller.refresh, saveFile, record: record.recordAct});
	const waiter = createWaiter({api, store, clock, reader, ring});
	const actions = createActionRunner({
		api,
		store,
		clock,
		reader,
		nonceOf: leases.keeper.nonceOf,
		refresh: poller.refresh,
		record: record.recordOrder,
	});
	const jobs = createJobRunner({store, clock, reader, actions, leases: leases.keeper, ring, record: record.recordOrder});
	const configs = createConfigs({
		api,
		store,
		clock,
		files,
		reader,
		leases: leases.keeper,
		refresh: poller.refresh,
		recordAct: record.recordAct,
	});
	const resources = createResources({...options, poller, record: record.recordAct});
	const perform = createPerform({...options, poller, leases, copier, past, inside, waiter, actions, jobs, configs, resources});

	return {
		start() {
			ticker.start();
			cursorRest.start();
			focus.start();
			rings.start();
			past.start();
			record.start();
			leases.start();
			details.start();
			exitLogs.start();
			inside.start();
			resources.start();
			poller.start();
		},
		perform(effect) {
			void api.allowing(effect.consent ?? [], () => perform(effect));
		},
		edit: configs.edit,
		editForm: configs.editForm,
		observe: record.observe,
		async stop() {
			poller.stop();
			details.stop();
			exitLogs.stop();
			inside.stop();
			ticker.stop();
			cursorRest.stop();
			focus.stop();
			rings.stop();
			waiter.stop();
			copier.stop();
			past.stop();
			await Promise.all([actions.stop(), jobs.stop(), configs.stop(), resources.stop(), leases.keeper.releaseAll()]);
			await past.close();
		},
	};
};
