import type {Machine} from '../domain/machine.ts';
import {defaultSort, sortMachines} from '../domain/sort.ts';
import {isTrouble, stateSinceMs, whyOf} from '../domain/why.ts';

const isoTime = (timeMs: number | undefined): string | null => (timeMs === undefined ? null : new Date(timeMs).toISOString());

const machineJson = (machine: Machine, nowMs: number) => ({
	id: machine.id,
	name: machine.name,
	app: machine.app,
	state: machine.state,
	since: isoTime(stateSinceMs(machine)),
	region: machine.region,
	instance_id: machine.instanceId ?? null,
	private_ip: machine.privateIp ?? null,
	image: machine.config?.image ?? null,
	guest: machine.config?.guest ?? null,
	checks: machine.checks.map(({name, status, output}) => ({name, status, output})),
	host_status: machine.hostStatus,
	cordoned: machine.cordoned,
	is_trouble: isTrouble(machine, nowMs),
	why: whyOf(machine, nowMs),
	lease:
		machine.lease === undefined
			? null
			: {owner: machine.lease.owner, description: machine.lease.description, expires_at: isoTime(machine.lease.expiresAtMs)},
});

/** The machines as one JSON document. `version` counts up when a field changes its meaning or goes away. */
export const listJson = (machines: readonly Machine[], issues: readonly string[], failures: readonly string[], nowMs: number): string =>
	JSON.stringify(
		{version: 1, machines: sortMachines(machines, defaultSort, nowMs).map(machine => machineJson(machine, nowMs)), issues, failures},
		null,
		2,
	);
