import {imageOf} from '../fleet/image-ref.ts';
import {numberAt, objectAt} from '../fleet/json-reader.ts';
import {type Command, stringMapAt} from '../fleet/machine-config.ts';
import type {ExitOutcome, MachineRecord} from '../fleet/machine-record.ts';
import {startChild} from './child-process.ts';
import type {MachineProcess} from './machine-process.ts';

export type Environment = {readonly [name: string]: string | undefined};

const inherited = ['PATH', 'HOME', 'LANG', 'TMPDIR'];

const inheritedFrom = (environment: Environment): Record<string, string> =>
	Object.fromEntries(inherited.flatMap(name => (environment[name] === undefined ? [] : [[name, environment[name]]])));

/** What a process in a machine finds in its environment beside the config's own `env`. */
const machineEnvironment = (machine: MachineRecord): Record<string, string> => ({
	FLY_APP_NAME: machine.app,
	FLY_MACHINE_ID: machine.id,
	FLY_ALLOC_ID: machine.id,
	FLY_REGION: machine.region,
	FLY_IMAGE_REF: imageOf(machine.config) ?? '',
	FLY_PRIVATE_IP: machine.privateIp,
	FLY_PROCESS_GROUP: stringMapAt(machine.config, 'metadata').fly_process_group ?? '',
	FLY_MACHINE_VERSION: machine.instanceId,
	FLY_VM_MEMORY_MB: String(numberAt(objectAt(machine.config, 'guest'), 'memory_mb') ?? 256),
});

/** Runs a machine's commands side by side. The first that ends takes the others with it, and its outcome is the machine's. */
export const startRealProcess = (
	machine: MachineRecord,
	commands: readonly Command[],
	{environment, workDirectory}: {readonly environment: Environment; readonly workDirectory: string},
	onExit: (outcome: ExitOutcome) => void,
): MachineProcess => {
	let isOver = false;
	const end = (outcome: ExitOutcome): void => {
		if (isOver) {
			return;
		}

		isOver = true;
		signal('SIGKILL');
		onExit(outcome);
	};

	const base = {PATH: '/usr/local/bin:/usr/bin:/bin', ...inheritedFrom(environment)};
	const own = {...stringMapAt(machine.config, 'env'), ...machineEnvironment(machine)};
	const children = commands.map(({argv, env}) => startChild({argv, env: {...base, ...own, ...env}, workDirectory}, end));
	const signal = (name: NodeJS.Signals): void => {
		for (const child of children) {
			child.signal(name);
		}
	};

	return {isReal: true, signal};
};
