import type {Json, JsonObject} from '../../domain/json.ts';
import {rfc3339} from '../time/rfc3339.ts';
import {numericId} from './ids.ts';
import {imageOf, imageRefOf} from './image-ref.ts';
import {heldLease} from './lease.ts';
import type {AppRecord, EventRecord, LeaseRecord, MachineRecord} from './machine-record.ts';

const seconds = (timeMs: number): number => Math.floor(timeMs / 1000);
/** How many events a machine shows of those that are kept. */
const shownEvents = 20;

/** An event as a machine shows it. */
const eventOnWire = ({id, type, status, source, timestampMs, request}: EventRecord): JsonObject => ({
	id,
	type,
	status,
	...(request === undefined ? {} : {request}),
	source,
	timestamp: timestampMs,
});

/** An event as the list of events shows it: there `request` is null where a machine leaves it out. */
export const listedEventOnWire = (event: EventRecord): JsonObject => ({request: null, ...eventOnWire(event)});

const checksOnWire = (record: MachineRecord): Json =>
	record.checks.map(({name, status, output, updatedAtMs}) => ({
		name,
		status,
		output,
		updated_at: new Date(updatedAtMs).toISOString(),
	}));

const leaseInMachine = ({description, expiresAtMs, owner}: LeaseRecord): JsonObject => ({
	description,
	expires_at: seconds(expiresAtMs),
	owner,
});

/** What of a machine is to be shown. */
export type MachineView = {
	/** With the lease that holds the machine at `nowMs`. */
	readonly includeLeases: boolean;
	readonly nowMs: number;
	/** The host does not answer: of the config only what the API server itself remembers is known. */
	readonly isHostUnreachable: boolean;
};

/** What the API server remembers of a config when the host of a machine does not answer. */
const rememberedKeys = ['image', 'guest', 'metadata'];

const configsOnWire = (config: JsonObject, isHostUnreachable: boolean): JsonObject =>
	isHostUnreachable
		? {config: null, incomplete_config: Object.fromEntries(rememberedKeys.map(key => [key, config[key]]))}
		: {config, incomplete_config: null};

const headOnWire = (record: MachineRecord): JsonObject => ({
	id: record.id,
	name: record.name,
	state: record.state,
	region: record.region,
	instance_id: record.instanceId,
	private_ip: record.privateIp,
});

const imageOnWire = (record: MachineRecord): JsonObject => ({
	image_ref: imageRefOf(imageOf(record.config) ?? ''),
	created_at: rfc3339(record.createdAtMs),
	updated_at: rfc3339(record.updatedAtMs),
});

const extrasOnWire = (record: MachineRecord, {includeLeases, nowMs}: Pick<MachineView, 'includeLeases' | 'nowMs'>): JsonObject => {
	const lease = includeLeases ? heldLease(record, nowMs) : undefined;
	return {
		...(record.cordoned ? {cordoned: true} : {}),
		...(lease === undefined ? {} : {lease: leaseInMachine(lease)}),
	};
};

/** A machine as the API answers it. */
export const machineOnWire = (record: MachineRecord, view: MachineView): JsonObject => ({
	...headOnWire(record),
	...configsOnWire(record.config, view.isHostUnreachable),
	...imageOnWire(record),
	events: record.events.slice(0, shownEvents).map(eventOnWire),
	...(record.checks.length > 0 ? {checks: checksOnWire(record)} : {}),
	host_status: view.isHostUnreachable ? 'unreachable' : 'ok',
	...extrasOnWire(record, view),
});

/** A machine in a list of summaries, which hides what is in progress: it shows the last state that was not transient. */
export const summaryOnWire = (record: MachineRecord, view: Pick<MachineView, 'includeLeases' | 'nowMs'>): JsonObject => ({
	...headOnWire(record),
	state: record.restState,
	...imageOnWire(record),
	...extrasOnWire(record, view),
});

/** A lease in the envelope that only leases have. */
export const leaseOnWire = ({nonce, expiresAtMs, owner, description, version}: LeaseRecord): JsonObject => ({
	status: 'success',
	data: {nonce, expires_at: seconds(expiresAtMs), owner, description, version},
});

const appStatus = (machines: readonly MachineRecord[]): string => {
	if (machines.length === 0) {
		return 'pending';
	}

	return machines.some(machine => machine.willRun) ? 'deployed' : 'suspended';
};

/** An app as the API answers it; `machines` are those of it that are not destroyed. */
export const appOnWire = (app: AppRecord, machines: readonly MachineRecord[], volumeCount: number): JsonObject => ({
	id: app.id,
	internal_numeric_id: numericId(app.id),
	name: app.name,
	status: appStatus(machines),
	machine_count: machines.length,
	volume_count: volumeCount,
	network: app.network,
	organization: {name: app.organization, slug: app.organization, internal_numeric_id: numericId(app.organization)},
});
