import type {JsonObject} from '../../domain/json.ts';
import {numberAt, objectAt, textAt, textsAt} from '../../domain/json-reader.ts';
import {acceptConfig} from '../fleet/accept-config.ts';
import {refusal} from '../fleet/fault.ts';
import {acquireLease} from '../fleet/lease.ts';
import type {LeaseRecord, MachineRecord} from '../fleet/machine-record.ts';
import type {World} from '../host/world.ts';
import {regionFor, volumeToMount} from '../resources/volumes/mounts.ts';

/** Whom the leases of this server belong to: it has one token, and so one user. */
export const localOwner = 'you@localhost';

/** Throws a 400 Fault for a time that no lease can last. */
export const requireTtl = (ttlSeconds: number | undefined): number | undefined => {
	if (ttlSeconds !== undefined && ttlSeconds < 1) {
		throw refusal('invalid_argument', 'invalid lease ttl: value must be greater than 0');
	}

	return ttlSeconds;
};

const requireName = ({store}: World, app: string, name: string): void => {
	if (name.includes('\0')) {
		throw refusal('invalid_argument', 'name must not contain null bytes');
	}

	const other = store.liveMachinesOf(app).find(machine => machine.name === name);
	if (other !== undefined) {
		const message = `unique machine name violation, machine ID ${other.id} already exists with name "${name}"`;
		throw refusal('already_exists', message);
	}
};

/** Throws a 412 Fault when a machine wants newer secrets than its app has. */
export const requireSecretsVersion = ({resources}: World, app: string, body: JsonObject): void => {
	const least = numberAt(body, 'min_secrets_version') ?? 0;
	const current = resources.secrets.versionOf(app);
	if (least > current) {
		throw refusal('failed_precondition', `secrets version ${least} is not available, currently ${current}`);
	}
};

/** The lease that a create or an update takes in the same call; undefined when it asks for none. Throws a 409 Fault when somebody else holds the machine. */
export const askedLease = (
	{scheduler, ids}: World,
	body: JsonObject,
	machine: MachineRecord,
	nonce: string | undefined,
): LeaseRecord | undefined => {
	const ttlSeconds = requireTtl(numberAt(body, 'lease_ttl'));
	return ttlSeconds === undefined
		? undefined
		: acquireLease(machine, {ttlSeconds, description: undefined, owner: localOwner, nonce}, scheduler.now(), ids);
};

/** One that stands by for another waits until that one's host fails. */
const isToRun = (body: JsonObject, config: JsonObject): boolean => body.skip_launch !== true && textsAt(config, 'standbys').length === 0;

/** Makes a machine from the body of a create request, with its lease when one was asked for. Throws Faults for what the body breaks. */
export const createMachine = (world: World, app: string, body: JsonObject): MachineRecord => {
	const {store, driver, ids} = world;
	const config = acceptConfig(objectAt(body, 'config'));
	const region = regionFor(textAt(body, 'region'), volumeToMount(world, config, {app}));
	requireTtl(numberAt(body, 'lease_ttl'));
	const name = textAt(body, 'name') ?? ids.machineName();
	requireName(world, app, name);
	requireSecretsVersion(world, app, body);
	const asked = {
		id: ids.machineId(),
		app,
		name,
		region,
		privateIp: ids.privateIp(),
		config,
		willRun: isToRun(body, config),
		cordoned: body.skip_service_registration === true,
		skipsSecrets: body.skip_secrets === true,
	};
	return store.together(() => {
		const machine = driver.create(asked);
		const lease = askedLease(world, body, machine, undefined);
		if (lease === undefined) {
			return machine;
		}

		const leased = {...machine, lease};
		store.put(leased);
		return leased;
	});
};
