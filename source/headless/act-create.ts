import {targetOf} from '../commands/outcomes.ts';
import {protectedAsk} from '../commands/typed-count.ts';
import {cloneOf} from '../domain/config/clone.ts';
import {diffConfigs} from '../domain/config/diff.ts';
import {readEdited} from '../domain/config/edited.ts';
import type {CreateInput} from '../domain/config/form.ts';
import type {JsonObject} from '../domain/json.ts';
import {objectsAt, textAt} from '../domain/json-reader.ts';
import type {Machine} from '../domain/machine.ts';
import {errorInWords} from '../runtime/failure.ts';
import {readPresentConfig} from '../runtime/present-config.ts';
import {readDraft} from '../runtime/read-draft.ts';
import {newMachineSubject} from '../store/protection.ts';
import {type ConfigContext, changesInWords, draftOr, nothingSent, warningsInWords} from './act-config.ts';
import {confirm} from './ask.ts';
import type {CarriedOut} from './carry-out.ts';
import type {NewMachine} from './config-wish.ts';

/** A machine that is to be made: with which config, and what of that is to be read before. */
type Plan = {readonly app: string; readonly input: CreateInput; readonly lines: readonly string[]};

const inputOf = ({name, region, isLaunched}: NewMachine, config: JsonObject, usualRegion?: string): CreateInput => {
	const place = region ?? usualRegion;
	return {...(name === undefined ? {} : {name}), ...(place === undefined ? {} : {region: place}), config, skipLaunch: !isLaunched};
};

const planLines = ({app, input: {name, region, skipLaunch}, lines}: Plan): readonly string[] => [
	'create: 1 machine',
	`  app ${app}, ${name === undefined ? 'a name that the API gives it' : `name ${name}`}, ${region === undefined ? 'a region that the API chooses' : `region ${region}`}`,
	...lines,
	skipLaunch === true ? 'It is not launched.' : 'It is launched at once.',
];

/** Asks whether a machine is to be made, and makes it. A name that is taken is no question. */
const offer = async (plan: Plan, {crew, api, clock, consent, ...speaker}: ConfigContext): Promise<CarriedOut> => {
	const {app, input} = plan;
	const known = crew.store.getState();
	const other = [...known.fleet.values()].find(machine => machine.app === app && machine.name === input.name);
	if (other !== undefined) {
		return nothingSent(targetOf(other), `${other.name} is the name of ${other.id}, of the same app: choose another.`);
	}

	const subjects = [newMachineSubject(app, input.region)];
	const ask = protectedAsk(known, 'create', subjects, {kind: 'yes'});
	const answer = await confirm({title: 'create', lines: planLines(plan), count: 1, ask, subjects}, known, consent, speaker);
	if (answer.kind !== 'go') {
		return answer;
	}

	speaker.tell('making it');
	const startedAtMs = clock.now();
	const {tone, text, target, isSkipped = false} = await api.allowing(answer.allowed, () => crew.creations.create(app, input));
	return {kind: 'done', results: [{target, isOk: tone === 'ok', isSkipped, text, tookMs: isSkipped ? 0 : clock.now() - startedAtMs}]};
};

/** Makes a machine with the config of a file. */
export const createMachine = async (
	wish: NewMachine,
	file: string,
	apps: readonly string[],
	context: ConfigContext,
): Promise<CarriedOut> => {
	const [app, ...others] = apps;
	if (app === undefined || others.length > 0) {
		return {kind: 'wrong', why: 'flydeck create wants one app, in which the machine is to be: --app NAME.'};
	}

	try {
		const edited = readEdited(context.files.read(file));
		if (!edited.ok) {
			return {kind: 'wrong', why: `${file} holds no good config: ${edited.problems.join('; ')}`};
		}

		const {config, warnings} = edited;
		const lines = [`config: ${file}`, ...changesInWords(diffConfigs({}, config)).map(line => `  ${line}`), ...warningsInWords(warnings)];
		return offer({app, input: inputOf(wish, config), lines}, context);
	} catch (error) {
		return {kind: 'wrong', why: errorInWords(error)};
	}
};

/** A volume belongs to one machine: another that names it cannot be. */
const volumeIn = (config: JsonObject): string | undefined =>
	objectsAt(config, 'mounts')
		.flatMap(mount => textAt(mount, 'volume') ?? [])
		.find(volume => volume !== '');

/** Makes a machine like another, with the config of that one or, where it is to be a little different, that of a file. */
export const cloneMachine = async (
	wish: NewMachine,
	file: string | undefined,
	machine: Machine,
	context: ConfigContext,
): Promise<CarriedOut> => {
	const {api, files, signal} = context;
	const target = targetOf(machine);
	const {app, region} = machine;
	const label = machine.name || machine.id;
	if (file === undefined) {
		const present = await readPresentConfig(api, target, signal);
		const volume = present.ok ? volumeIn(present.config) : undefined;
		if (!present.ok || volume !== undefined) {
			const why = present.ok
				? `${label} mounts the volume ${volume}, which no other machine can have: name another in a --file.`
				: present.why;
			return nothingSent(target, why);
		}

		const {config, left} = cloneOf(present.config);
		return offer({app, input: inputOf(wish, config, region), lines: [`config: as ${label} ${machine.id} has it`, ...left]}, context);
	}

	const draft = draftOr(await readDraft({api, files}, target, {kind: 'file', path: file}, signal), target);
	if ('kind' in draft) {
		return draft;
	}

	const {config, changes, warnings} = draft;
	const found = changes.length === 0 ? 'nothing differs' : 'what differs';
	const lines = [
		`config: ${file}; ${found} from ${label} ${machine.id}`,
		...changesInWords(changes).map(line => `  ${line}`),
		...warningsInWords(warnings),
	];
	return offer({app, input: inputOf(wish, config, region), lines}, context);
};
