import type {Json, JsonObject} from '../../domain/json.ts';
import {imageOf, imageRefOf} from './image-ref.ts';
import {heldLease} from './lease.ts';
import type {AppRecord, EventRecord, LeaseRecord, MachineRecord} from './machine-record.ts';

const seconds = (timeMs: number): number => Math.floor(timeMs / 1000);
const rfc3339 = (timeMs: number): string => new Date(timeMs).toISOString().replace(/\.\d+Z$/, 'Z');

const eventOnWire = ({id, type, status, source, timestampMs, request}: EventRecord): JsonObject => ({
	id,
	type,
	status,
	...(request === undefined ? {} : {request}),
	source,
	timestamp: timestampMs,
});

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

/** A machine as the API answers it. */
export const machineOnWire = (
	record: MachineRecord,
	{includeLeases, nowMs}: {readonly includeLeases: boolean; readonly nowMs: number},
): JsonObject => {
	const lease = includeLeases ? heldLease(record, nowMs) : undefined;
	return {
		id: record.id,
		name: record.name,
		state: record.state,
		region: record.region,
		instance_id: record.instanceId,
		private_ip: record.privateIp,
		config: record.config,
		incomplete_config: null,
		image_ref: imageRefOf(imageOf(record.config) ?? ''),
		created_at: rfc3339(record.createdAtMs),
		updated_at: rfc3339(record.updatedAtMs),
		events: record.events.map(eventOnWire),
		...(record.checks.length > 0 ? {checks: checksOnWire(record)} : {}),
		host_status: 'ok',
		...(lease === undefined ? {} : {lease: leaseInMachine(lease)}),
	};
};

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
export const appOnWire = (app: AppRecord, machines: readonly MachineRecord[]): JsonObject => ({
	id: app.id,
	name: app.name,
	status: appStatus(machines),
	machine_count: machines.length,
	volume_count: 0,
	network: app.network,
	organization: {name: app.organization, slug: app.organization},
});
