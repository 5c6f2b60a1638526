import {cloneOf} from '../domain/config/clone.ts';
import {diffConfigs} from '../domain/config/diff.ts';
import {type FieldId, fieldEntries} from '../domain/config/fields.ts';
import {type CreateInput, type FormValues, formFrom, judgeForm, readForm} from '../domain/config/form.ts';
import type {JsonObject} from '../domain/json.ts';
import {objectsAt, textAt} from '../domain/json-reader.ts';
import {type CloneSource, regionChoices} from '../store/creations.ts';
import type {Form, FormField, FormPurpose} from '../store/forms.ts';
import type {State} from '../store/state.ts';
import type {Outcome} from './command.ts';
import {type Problems, textOf} from './form-fields.ts';
import {both, changeView, enterMode, leaveMode, note} from './outcomes.ts';

export type MachinePurpose = Extract<FormPurpose, {readonly kind: 'create-machine'}>;

type Start = {
	readonly app: string;
	readonly source?: CloneSource | undefined;
	/** The config that the fields are laid over; what a clone begins with where not given. */
	readonly base?: JsonObject | undefined;
	/** What the fields hold that say nothing of the config. */
	readonly values?: FormValues;
};

/** What a line break in a paste means in the fields that hold several things. */
const lineJoints: FormValues = {env: ', ', metadata: ', ', files: ', ', processes: '; ', checks: '; '};

const fieldsOf = (texts: FormValues, regions: readonly string[]): readonly FormField[] =>
	fieldEntries.map(([name, {label, hint, example, choices}]): FormField => {
		const words = name === 'region' ? regions : choices;
		const lineJoint = lineJoints[name];
		return {
			name,
			label,
			text: texts[name] ?? '',
			hint: choices === undefined ? `${hint}; such as ${example}` : hint,
			...(words === undefined ? {} : {choices: words}),
			...(lineJoint === undefined ? {} : {lineJoint}),
		};
	});

const appField = (apps: readonly string[], app: string): FormField => ({
	name: 'app',
	label: 'app',
	text: app,
	hint: 'one of the apps that are shown',
	choices: apps,
});

const labelOf = ({target: {name, id}}: CloneSource): string => name || id;

/** The form of a new machine, or of a clone. With several apps there is a field for the app too. */
export const machineForm = (state: Pick<State, 'feeds' | 'fleet' | 'regions'>, {app, source, base, values}: Start): Form => {
	const apps = [...state.feeds.keys()];
	const config = base ?? (source === undefined ? undefined : cloneOf(source.config).config);
	const texts = {...formFrom(config ?? {}, '', source?.region), ...values};
	const fields = fieldsOf(texts, regionChoices(state.fleet, state.regions));
	const where = apps.length > 1 ? '' : ` in ${app}`;
	return {
		purpose: {kind: 'create-machine', app, source, base: config},
		title: source === undefined ? `new machine${where}` : `clone of ${labelOf(source)}`,
		howToSend: 'ctrl-s goes on: it shows what will be made, and asks. ctrl-e: the whole config as JSON, in your editor.',
		about: source?.left ?? [],
		fields: apps.length > 1 ? [appField(apps, app), ...fields] : fields,
		focus: 0,
	};
};

const valuesOf = (form: Form): FormValues => Object.fromEntries(fieldEntries.map(([id]) => [id, textOf(form, id)]));

const appOf = (form: Form, {app}: MachinePurpose): string => (form.fields.some(({name}) => name === 'app') ? textOf(form, 'app') : app);

/** What a form stands for as far as it can be read, whatever the API thinks of it. */
export const readMachineForm = (form: Form, {base}: MachinePurpose) => readForm(valuesOf(form), base);

const besideConfig: readonly FieldId[] = ['name', 'region', 'skipLaunch', 'leaseTtl'];

/** The form with another config under it; what is said beside the config stays. */
export const withConfig = (state: State, form: Form, purpose: MachinePurpose, base: JsonObject): Form => {
	const values = Object.fromEntries(besideConfig.map(id => [id, textOf(form, id)]));
	const next = machineForm(state, {app: appOf(form, purpose), source: purpose.source, base, values});
	return {...next, focus: Math.min(form.focus, next.fields.length - 1)};
};

const appProblem = (state: State, app: string): string | undefined =>
	state.feeds.has(app) ? undefined : `must be one of the apps that are shown: ${[...state.feeds.keys()].join(', ')}`;

const nameProblem = (state: State, app: string, {name}: CreateInput): string | undefined => {
	const namesake = name === undefined ? undefined : [...state.fleet.values()].find(machine => machine.app === app && machine.name === name);
	return namesake === undefined ? undefined : `${name} is the name of ${namesake.id}, of the same app: choose another`;
};

/** A volume is one machine's at a time. */
const mountProblem = (state: State, app: string, {config}: CreateInput): string | undefined => {
	const wanted = objectsAt(config, 'mounts').map(mount => textAt(mount, 'volume'));
	for (const machine of state.fleet.values()) {
		const taken =
			machine.state === 'destroyed' ? undefined : machine.config?.mounts.find(({volume}) => volume !== '' && wanted.includes(volume));
		if (machine.app === app && taken !== undefined) {
			return `${taken.volume} is mounted by ${machine.name || machine.id}: name another volume, or empty the field with ctrl-u`;
		}
	}

	return undefined;
};

/** What is wrong with the form of a machine, by field. What no field stands for is told at the first of them. */
export const machineFormProblems = (form: Form, purpose: MachinePurpose, state: State): Problems => {
	const app = appOf(form, purpose);
	const reading = readMachineForm(form, purpose);
	const judged = judgeForm(reading, purpose.source?.config);
	const {config: others = [], ...own} = judged.ok ? {} : judged.problems;
	const byField = Object.fromEntries(Object.entries(own).map(([id, problems]) => [id, problems.join('; ')]));
	const first = form.fields[0]?.name ?? '';
	const elsewhere = [appProblem(state, app), ...others].filter(problem => problem !== undefined);
	const problems: Problems = {
		name: nameProblem(state, app, reading.input),
		mounts: mountProblem(state, app, reading.input),
		...byField,
	};
	return elsewhere.length === 0 ? problems : {...problems, [first]: [problems[first], ...elsewhere].filter(Boolean).join('; ')};
};

/** Shows what a form without mistakes would make, and asks. */
export const offerMachine = (form: Form, purpose: MachinePurpose): Outcome => {
	const {source} = purpose;
	const judged = judgeForm(readMachineForm(form, purpose), source?.config);
	return judged.ok
		? enterMode({
				kind: 'create',
				plan: {
					app: appOf(form, purpose),
					input: judged.input,
					source,
					changes: diffConfigs(source?.config ?? {}, judged.input.config),
					warnings: judged.warnings,
					form,
				},
				scroll: 0,
			})
		: {};
};

/** What is wrong with the texts alone, so that no config can be made of them. */
export const machineFormFaults = (form: Form, purpose: MachinePurpose): Problems => {
	const {problems} = readMachineForm(form, purpose);
	return Object.fromEntries(Object.entries(problems).map(([id, each]) => [id, each.join('; ')]));
};

const isTouched = (state: State, form: Form, {app, source, base}: MachinePurpose): boolean => {
	const untouched = machineForm(state, {app, source});
	const textsIn = ({fields}: Form): string => JSON.stringify(fields.map(({name, text}) => [name, text]));
	const baseOf = ({purpose}: Form) => (purpose.kind === 'create-machine' ? purpose.base : undefined);
	return textsIn(form) !== textsIn(untouched) || JSON.stringify(base) !== JSON.stringify(baseOf(untouched));
};

export const nothingMade = 'Nothing was made. The form is kept: n, then r goes on with it.';

/** Closes what is open; the form is kept for the next time. */
export const closeKeeping = (form: Form): Outcome => changeView({mode: {kind: 'browse'}, keptForm: form});

/** Leaves the form; where something was filled in, it is kept. */
export const leaveMachineForm = (state: State, form: Form, purpose: MachinePurpose): Outcome =>
	isTouched(state, form, purpose) ? both(closeKeeping(form), note(state, 'info', nothingMade)) : leaveMode;
