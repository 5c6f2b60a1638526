import type {JsonObject} from '../../domain/json.ts';
import {numberAt, objectAt, objectsAt, textAt} from '../../domain/json-reader.ts';
import {imageOf} from '../fleet/image-ref.ts';
import {stringMapAt} from '../fleet/machine-config.ts';
import type {MachineRecord} from '../fleet/machine-record.ts';

export type Environment = {readonly [name: string]: string | undefined};
export type Variables = Readonly<Record<string, string>>;

const inherited = ['PATH', 'HOME', 'LANG', 'TMPDIR'];

/** The few variables that a process needs to run at all, from those of this program; nothing else of them reaches a machine. */
export const inheritedFrom = (environment: Environment): Variables => ({
	PATH: '/usr/local/bin:/usr/bin:/bin',
	...Object.fromEntries(inherited.flatMap(name => (environment[name] === undefined ? [] : [[name, environment[name]]]))),
});

/** An address in the block that is kept for documentation: there is no public way to a local machine. */
const publicIpOf = ({privateIp}: MachineRecord): string => `2001:db8:${privateIp.split(':').slice(-5).join(':')}`;

/** What the platform tells a machine about itself. */
const platformVariables = (machine: MachineRecord): Variables => ({
	FLY_APP_NAME: machine.app,
	FLY_MACHINE_ID: machine.id,
	FLY_ALLOC_ID: machine.id,
	FLY_REGION: machine.region,
	FLY_IMAGE_REF: imageOf(machine.config) ?? '',
	FLY_PUBLIC_IP: publicIpOf(machine),
	FLY_PRIVATE_IP: machine.privateIp,
	FLY_PROCESS_GROUP: stringMapAt(machine.config, 'metadata').fly_process_group ?? '',
	FLY_MACHINE_VERSION: machine.instanceId,
	FLY_VM_MEMORY_MB: String(numberAt(objectAt(machine.config, 'guest'), 'memory_mb') ?? 256),
});

/** The fields of a machine that `env_from` may name. */
const fields: Readonly<Record<string, (machine: MachineRecord) => string>> = {
	id: machine => machine.id,
	version: machine => machine.instanceId,
	app_name: machine => machine.app,
	private_ip: machine => machine.privateIp,
	region: machine => machine.region,
	image: machine => imageOf(machine.config) ?? '',
};

const ownValue = <Value>(values: Readonly<Record<string, Value>>, name: string): Value | undefined =>
	Object.hasOwn(values, name) ? values[name] : undefined;

const fromFields = (process: JsonObject, machine: MachineRecord): Variables =>
	Object.fromEntries(
		objectsAt(process, 'env_from').flatMap(row => {
			const field = ownValue(fields, textAt(row, 'field_ref') ?? '');
			return field === undefined ? [] : [[textAt(row, 'env_var') ?? '', field(machine)]];
		}),
	);

const ownSecrets = (process: JsonObject, secrets: Variables): Variables =>
	Object.fromEntries(
		objectsAt(process, 'secrets').flatMap(row => {
			const variable = textAt(row, 'env_var') ?? '';
			const secret = ownValue(secrets, textAt(row, 'name') ?? variable);
			return secret === undefined ? [] : [[variable, secret]];
		}),
	);

/**
The environment of a process of a machine, later ones winning: the config's `env`, the app's secrets (unless the process ignores them),
what the platform tells, and what the process's own row asks for.

`process` is its row in `processes`, or an empty object for the command in `init`.
*/
export const environmentOf = (machine: MachineRecord, process: JsonObject, base: Variables, secrets: Variables): Variables => ({
	...base,
	PRIMARY_REGION: machine.region,
	...stringMapAt(machine.config, 'env'),
	...(process.ignore_app_secrets === true ? {} : secrets),
	...platformVariables(machine),
	...fromFields(process, machine),
	...ownSecrets(process, secrets),
	...stringMapAt(process, 'env'),
});
