import type {Api} from '../api/api.ts';
import {isApiError} from '../api/errors.ts';
import {targetOf} from '../commands/outcomes.ts';
import type {Clock} from '../domain/clock.ts';
import type {CreateInput} from '../domain/config/form.ts';
import {textAt, textsAt} from '../domain/json-reader.ts';
import type {Machine} from '../domain/machine.ts';
import type {Deed} from '../store/copying.ts';
import type {Target} from '../store/state.ts';
import type {Result} from './action-result.ts';
import {comeToRest} from './come-to-rest.ts';
import {causeInWords, errorInWords} from './failure.ts';
import {pause} from './follow.ts';
import type {MachineReader} from './machine-reader.ts';
import {sendCreation} from './requests.ts';

type Made = Pick<Target, 'app' | 'id' | 'name'>;

export type CreateRunnerOptions = {
	readonly api: Api;
	readonly clock: Clock;
	readonly reader: MachineReader;
	readonly record: (creation: {
		readonly target: Made;
		readonly atMs: number;
		readonly tookMs: number;
		readonly result: string;
		readonly deed: Deed;
	}) => void;
};

/** How a creation ended; the id is empty where there is no machine, or none that is known. */
export type Created = Result & {readonly target: Made};

/** Is told of the machine as soon as there is one, with the nonce of the lease that it was made with. */
export type OnMade = (machine: Machine, nonce: string | undefined) => void;

export type CreateRunner = {
	/** Makes a machine, with one request, and answers how that ended: it runs and its checks pass, unless it was not to be launched. */
	readonly create: (app: string, input: CreateInput, onMade?: OnMade) => Promise<Created>;
	readonly stop: () => Promise<void>;
};

/** For so long a machine that was just made may not be found (reference of the Machines API, section 4.3), in ms. */
const hiddenMs = 20_000;
const lookEveryMs = 1000;

/** Whether a machine runs once it is made. One that stands by for another waits until that one's host fails. */
const isLaunched = ({skipLaunch, config}: CreateInput): boolean => skipLaunch !== true && textsAt(config, 'standbys').length === 0;

const nobody: OnMade = () => {};

/** Makes machines. */
export const createCreateRunner = ({api, clock, reader, record}: CreateRunnerOptions): CreateRunner => {
	const stopping = new AbortController();
	const {signal} = stopping;

	/** Looks again and again until something is found, for as long as a machine may be hidden. */
	const untilFound = async <Found>(look: () => Promise<Found | undefined>): Promise<Found | undefined> => {
		const deadlineMs = clock.now() + hiddenMs;
		while (!signal.aborted && clock.now() < deadlineMs) {
			const found = await look().catch(() => undefined);
			if (found !== undefined) {
				return found;
			}

			await pause(clock, lookEveryMs, signal);
		}

		return undefined;
	};

	/** The machine that a request made whose answer never came: the one of its name or, where the API was to name it, the only new one of its image. */
	const findMade = (app: string, {name, config}: CreateInput, known: ReadonlySet<string>): Promise<Machine | undefined> =>
		untilFound(async () => {
			const {machines} = await api.listMachines(app, {signal});
			const fresh = machines.filter(machine => !known.has(machine.id));
			const [found, ...others] = fresh.filter(machine =>
				name === undefined ? machine.config?.image === textAt(config, 'image') : machine.name === name,
			);
			return others.length === 0 ? found : undefined;
		});

	const send = async (app: string, input: CreateInput, known: ReadonlySet<string>, onMade: OnMade): Promise<Machine | Result> => {
		const label = input.name ?? 'The machine';
		try {
			const made = await sendCreation(api, app, input, {signal});
			onMade(made.machine, made.nonce);
			return made.machine;
		} catch (error) {
			if (!isApiError(error) || !error.outcomeUnknown) {
				return {tone: 'error', text: `${label} was not made: ${causeInWords(error)}.`};
			}

			const found = await findMade(app, input, known);
			if (found === undefined) {
				return {
					tone: 'error',
					text: `${label}: it is unknown whether it was made: look for it before you try again. ${errorInWords(error)}`,
				};
			}

			onMade(found, undefined);
			return found;
		}
	};

	/** The machines that the app has before; or why nothing is sent. */
	const readBefore = async (app: string, {name}: CreateInput): Promise<ReadonlySet<string> | Result> => {
		try {
			const {machines} = await api.listMachines(app, {signal});
			const namesake = name === undefined ? undefined : machines.find(machine => machine.name === name);
			return namesake === undefined
				? new Set(machines.map(({id}) => id))
				: {
						tone: 'warning',
						text: `${name} is the name of ${namesake.id}, of the same app: nothing was sent. Choose another.`,
						isSkipped: true,
					};
		} catch (error) {
			return {
				tone: 'error',
				text: `Nothing was sent: the machines of ${app} could not be read before: ${causeInWords(error)}.`,
				isSkipped: true,
			};
		}
	};

	const carryOut = async (app: string, input: CreateInput, onMade: OnMade): Promise<Created> => {
		const nowhere: Made = {app, id: '', name: input.name ?? ''};
		const known = await readBefore(app, input);
		if ('tone' in known) {
			return {...known, target: nowhere};
		}

		const startedAtMs = clock.now();
		const machine = await send(app, input, known, onMade);
		if ('tone' in machine) {
			return {...machine, target: nowhere};
		}

		const target = targetOf(machine);
		const made = `${target.name || target.id} (${target.id}) was made`;
		if (!isLaunched(input)) {
			return {tone: 'ok', text: `${made}, and not launched.`, target};
		}

		// Not every node of the API knows it at once.
		await untilFound(() => reader.read(target, signal));
		const wish = {goal: 'started', instanceId: machine.instanceId, startedAtMs} as const;
		const {isOk, words} = await comeToRest({api, clock, reader}, target, wish, signal);
		return signal.aborted
			? {tone: 'error', text: `${made}: flydeck ended before it was known how it starts`, target}
			: {tone: isOk ? 'ok' : 'error', text: `${made} ${words}.`, target};
	};

	const underWay = new Set<Promise<unknown>>();
	return {
		async create(app, input, onMade = nobody) {
			const startedAtMs = clock.now();
			const creation = carryOut(app, input, onMade);
			underWay.add(creation);
			const created = await creation;
			underWay.delete(creation);
			const atMs = clock.now();
			const deed: Deed = {type: 'create-machine', app, input};
			record({target: created.target, atMs, tookMs: atMs - startedAtMs, result: created.text, deed});
			return created;
		},
		async stop() {
			stopping.abort();
			await Promise.all(underWay);
		},
	};
};
