import type {Api} from '../api/api.ts';
import type {Clock} from '../domain/clock.ts';
import type {Machine} from '../domain/machine.ts';
import {type ActionRecorder, type ActionRecorderOptions, createActionRecorder} from '../runtime/action-recorder.ts';
import {createActionRunner} from '../runtime/action-runner.ts';
import {type ChangeRunner, createChangeRunner} from '../runtime/change-runner.ts';
import {type CreateRunner, createCreateRunner} from '../runtime/create-runner.ts';
import type {DraftFiles} from '../runtime/draft-files.ts';
import {type ConfigEditor, createConfigEditor} from '../runtime/editor.ts';
import {createJobRunner, type JobRunner} from '../runtime/job-runner.ts';
import {createLeaseKeeper} from '../runtime/lease-keeper.ts';
import {createLoop} from '../runtime/loop.ts';
import {createMachineReader} from '../runtime/machine-reader.ts';
import {createStandingLeases, type StandingLeases, type StandingLeasesOptions} from '../runtime/standing-leases.ts';
import {initialState} from '../store/initial-state.ts';
import type {State} from '../store/state.ts';
import {createStore, type Store} from '../store/store.ts';

export type CrewOptions = Pick<State, 'isLocal' | 'host' | 'organization' | 'protection'> &
	Pick<ActionRecorderOptions, 'openLog' | 'keep'> & {
		readonly api: Api;
		readonly clock: Clock;
		/** All machines that were read. */
		readonly machines: readonly Machine[];
		readonly tell: (line: string) => void;
	};

/** What the crew keeps on disk. */
export type CrewFiles = Pick<StandingLeasesOptions, 'openStanding'> & {
	/** Where texts are kept that are being edited, and what files are read with. */
	readonly files: DraftFiles;
};

/** A store that knows the machines, and the runners of the screen at work on it. */
export type Crew = {
	readonly store: Store;
	readonly jobs: Pick<JobRunner, 'run'>;
	readonly editor: Pick<ConfigEditor, 'draft'>;
	readonly changes: Pick<ChangeRunner, 'apply'>;
	readonly creations: Pick<CreateRunner, 'create'>;
	readonly standing: StandingLeases;
	/** Has to be told of each request, for the record. */
	readonly observe: ActionRecorder['observe'];
	/** Records what the runners do not. */
	readonly record: ActionRecorder['recordAct'];
	/** Ends the runners and gives back every lease; answers when that is done. */
	readonly stop: () => Promise<void>;
};

const nobody = (): void => {};

const lookEveryMs = 2000;

/** Tells what is noted. Not the errors: the one that there is pauses a job until somebody at the screen says how it goes on. */
const tellNotes = (store: Store, tell: CrewOptions['tell']): void => {
	let told = 0;
	store.subscribe(() => {
		for (const {id, tone, text} of store.getState().notes) {
			if (id > told) {
				told = id;
				if (tone !== 'error') {
					tell(text);
				}
			}
		}
	});
};

/** The screen's store and runners without a screen: instead of all machines, those that are acted on are read again and again. */
export const createCrew = (options: CrewOptions & CrewFiles): Crew => {
	const {api, clock, machines, openLog, keep, openStanding, tell, files, isLocal, host, organization, protection} = options;
	const nowMs = clock.now();
	const byApp = Map.groupBy(machines, ({app}) => app);
	const store = createStore(initialState({isLocal, host, organization, protection, apps: [...byApp.keys()], nowMs}));
	for (const [app, listed] of byApp) {
		store.dispatch({type: 'machines-received', app, requestId: 1, requestedAtMs: nowMs, readAgainMs: 0, machines: listed, issues: []});
	}

	tellNotes(store, tell);
	const {observe, recordOrder, recordAct} = createActionRecorder({api, store, clock, openLog, keep});
	const reader = createMachineReader({api, store, clock});
	const keeper = createLeaseKeeper({api, store, clock, vault: undefined, refresh: nobody});
	const standing = createStandingLeases({api, store, clock, machines, openStanding, leases: keeper, tell});
	const leases = {...keeper, during: standing.during};
	const actions = createActionRunner({api, store, clock, reader, nonceOf: leases.nonceOf, refresh: nobody, record: recordOrder});
	const jobs = createJobRunner({store, clock, reader, actions, leases, ring: nobody, record: recordOrder});
	const editor = createConfigEditor({api, store, clock, files});
	const changes = createChangeRunner({
		api,
		store,
		clock,
		reader,
		leases,
		files,
		refresh: nobody,
		record: ending => recordAct({what: 'change', ...ending}),
	});
	const creations = createCreateRunner({api, clock, reader, record: ending => recordAct({what: 'create', ...ending})});
	/** In the place of the screen's polling: a wait for `started` does not hear of a machine that failed to start. */
	const watch = createLoop(clock, async signal => {
		const {pending, fleet} = store.getState();
		await Promise.all([...pending.keys()].flatMap(id => fleet.get(id) ?? []).map(machine => reader.readOrKnown(machine, signal)));
		return lookEveryMs;
	});
	return {
		store,
		jobs: {
			async run(jobId) {
				watch.nudge();
				await jobs.run(jobId);
				watch.stop();
			},
		},
		editor,
		changes,
		creations,
		standing,
		observe,
		record: recordAct,
		async stop() {
			watch.stop();
			editor.stop();
			await Promise.all([actions.stop(), jobs.stop(), changes.stop(), creations.stop(), leases.releaseAll()]);
		},
	};
};
