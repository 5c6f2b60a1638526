import type {Api} from '../api/api.ts';
import {type MachinePurpose, machineForm, readMachineForm, withConfig} from '../commands/machine-forms.ts';
import {targetOf} from '../commands/outcomes.ts';
import type {Clock} from '../domain/clock.ts';
import {cloneOf} from '../domain/config/clone.ts';
import type {MachinePlan} from '../store/creations.ts';
import type {Form} from '../store/forms.ts';
import type {NoteTone, Target} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import {type CreateRunner, type CreateRunnerOptions, createCreateRunner} from './create-runner.ts';
import type {DraftFiles} from './draft-files.ts';
import {editUntilGood, type RunEditor} from './edit-loop.ts';
import {newText} from './edit-text.ts';
import {errorInWords} from './failure.ts';
import type {LeaseKeeper} from './lease-keeper.ts';
import {readPresentConfig} from './present-config.ts';

export type CreatorOptions = CreateRunnerOptions & {
	readonly api: Api;
	readonly store: Store;
	readonly clock: Clock;
	readonly files: DraftFiles;
	readonly leases: Pick<LeaseKeeper, 'adopt'>;
	/** Makes the poller read an app soon. */
	readonly refresh: (app: string) => void;
};

export type Creator = {
	/** Reads the config of a machine to the letter and opens the form of one like it. Never throws. */
	readonly clone: (target: Target) => Promise<void>;
	/**
	Gives the config that a form stands for to an editor, and lays the form over what comes back. Answers what was told, where nothing came
	back. Never throws.
	*/
	readonly editForm: (form: Form, runEditor: RunEditor) => Promise<string | undefined>;
	/** Reads which regions there are to choose from. Where that fails, those where machines run are enough. */
	readonly readRegions: () => Promise<void>;
	/** Makes a machine and tells how that ended. The form that it was written in is kept until there is one. */
	readonly create: (plan: MachinePlan) => Promise<void>;
	readonly stop: CreateRunner['stop'];
};

const formIsKept = 'The form is kept: n, then r goes on with it.';

/** New machines, from the form to the first of their states that lasts. */
export const createCreator = (options: CreatorOptions): Creator => {
	const {api, store, clock, files, leases, refresh} = options;
	const runner = createCreateRunner(options);
	const stopping = new AbortController();
	const {signal} = stopping;
	const note = (tone: NoteTone, text: string): void => store.dispatch({type: 'noted', tone, text, atMs: clock.now()});

	/** Answers why the form stays as it is, where it does. */
	const edit = async (form: Form, purpose: MachinePurpose, runEditor: RunEditor): Promise<string | undefined> => {
		const {config} = readMachineForm(form, purpose).input;
		const subject = {name: 'new-machine.jsonc', first: newText(form.title, config), accepted: purpose.source?.config};
		const {ending, path} = await editUntilGood(files, subject, runEditor);
		if (ending.kind === 'hopeless' && ending.isWorthKeeping) {
			return `${ending.why.replace(/\.$/, '')}. The text is kept in ${path}`;
		}

		files.remove(path);
		if (ending.kind !== 'config') {
			return ending.kind === 'hopeless' ? ending.why : 'nothing was changed';
		}

		store.dispatch({type: 'form-made', form: withConfig(store.getState(), form, purpose, ending.config)});
		return undefined;
	};

	return {
		async clone(target) {
			const label = target.name || target.id;
			const present = await readPresentConfig(api, target, signal);
			if (signal.aborted) {
				return;
			}

			if (!present.ok) {
				note('error', present.why);
				return;
			}

			const state = store.getState();
			if (state.view.mode.kind !== 'browse') {
				note('info', `${label}: the form of a clone was not opened, since something else was.`);
				return;
			}

			const {config} = present;
			const source = {target, region: state.fleet.get(target.id)?.region ?? '', config, left: cloneOf(config).left};
			store.dispatch({type: 'form-made', form: machineForm(state, {app: target.app, source})});
		},
		async editForm(form, runEditor) {
			const why = form.purpose.kind === 'create-machine' ? await edit(form, form.purpose, runEditor).catch(errorInWords) : undefined;
			if (why === undefined) {
				note('info', 'The form has the config as it was edited: ctrl-s goes on.');
				return undefined;
			}

			const text = `The form is as it was: ${why}`;
			note('warning', text);
			return text;
		},
		async readRegions() {
			const listed = await api.listRegions({signal}).catch(() => undefined);
			if (listed !== undefined) {
				const regions = listed.items.filter(({deprecated}) => !deprecated).map(({code}) => code);
				store.dispatch({type: 'regions-received', regions});
			}
		},
		async create({app, input, form}) {
			const {cursorId} = store.getState().view;
			note('info', `${input.name ?? 'A new machine'} of ${app} is being made.`);
			const {tone, text, target} = await runner.create(app, input, (machine, nonce) => {
				store.dispatch(
					{type: 'machine-received', id: machine.id, requestedAtMs: clock.now(), machine},
					{type: 'machine-made', machineId: machine.id, cursorId},
					{type: 'form-done', form},
				);
				refresh(app);
				if (nonce !== undefined && input.leaseTtlSeconds !== undefined) {
					void leases.adopt(targetOf(machine), {nonce, ttlSeconds: input.leaseTtlSeconds});
				}
			});
			note(tone, target.id === '' ? `${text} ${formIsKept}` : text);
			refresh(app);
		},
		async stop() {
			stopping.abort();
			await runner.stop();
		},
	};
};
