/**
The document that `flydeck list --json` prints. Its keys are written as those of the Machines API, in snake_case at every level; times are
ISO 8601 texts; what is not known is null and never left out.

	{
		"version": 1,          // counts up when a field changes its meaning or goes away
		"local": false,        // true: these are machines of the local demo on this computer
		"machines": [          // trouble first
			{
				"id", "name", "app", "state", "since", "region", "instance_id", "private_ip", "image",
				"guest": {"cpu_kind", "cpus", "memory_mb"},
				"checks": [{"name", "status", "output"}],
				"host_status", "cordoned",
				"is_trouble", "why",     // whether somebody should look at it, and why it is as it is
				"troubles": [{"kind", "since", "sentence", "next"}], // the worst first
				"lease": {"owner", "description", "expires_at"}
			}
		],
		"issues": [],          // a sentence for each machine that could not be read
		"failures": [],        // a sentence for each app, or the list of apps, that could not be read
		"error": "sentence"    // all failures, or why nothing was read; null where there are none
	}
*/
import {diagnose} from '../domain/diagnosis/diagnosis.ts';
import type {Guest, Lease, Machine} from '../domain/machine.ts';
import type {MachineSubject} from '../domain/query/machine-keys.ts';
import {matchesQuery, type Query} from '../domain/query/parse.ts';
import {stateSinceMs} from '../domain/since.ts';
import {defaultSort, sortMachines} from '../domain/sort.ts';
import type {Trouble} from '../domain/trouble.ts';
import {whyOf} from '../domain/why.ts';
import {type KnownLeases, noLeases, subjectOf} from '../store/machine-subjects.ts';

const isoTime = (timeMs: number | undefined): string | null => (timeMs === undefined ? null : new Date(timeMs).toISOString());

const guestJson = ({cpuKind, cpus, memoryMb}: Guest) => ({cpu_kind: cpuKind, cpus, memory_mb: memoryMb});

const leaseJson = ({owner, description, expiresAtMs}: Lease) => ({owner, description, expires_at: isoTime(expiresAtMs)});

const troubleJson = ({kind, sinceMs, sentence, next}: Trouble) => ({kind, since: isoTime(sinceMs), sentence, next});

const machineJson = (machine: Machine, troubles: readonly Trouble[]) => ({
	id: machine.id,
	name: machine.name,
	app: machine.app,
	state: machine.state,
	since: isoTime(stateSinceMs(machine)),
	region: machine.region,
	instance_id: machine.instanceId ?? null,
	private_ip: machine.privateIp ?? null,
	image: machine.config?.image ?? null,
	guest: machine.config?.guest === undefined ? null : guestJson(machine.config.guest),
	checks: machine.checks.map(({name, status, output}) => ({name, status, output})),
	host_status: machine.hostStatus,
	cordoned: machine.cordoned,
	is_trouble: troubles.length > 0,
	why: whyOf(machine, troubles[0]),
	troubles: troubles.map(troubleJson),
	lease: machine.lease === undefined ? null : leaseJson(machine.lease),
});

export type ListedFleet = {
	readonly isLocal: boolean;
	readonly machines: readonly Machine[];
	/** Which of them are listed; what is wrong with them is seen beside all others. */
	readonly query: Query<MachineSubject>;
	/** What could not be read of the machines, in words. */
	readonly issues: readonly string[];
	/** Which calls failed, in words. */
	readonly failures: readonly string[];
};

/** The machines as one JSON document. */
export const listJson = (
	{isLocal, machines, query, issues, failures}: ListedFleet,
	nowMs: number,
	leases: KnownLeases = noLeases,
): string => {
	const diagnosis = diagnose(machines, nowMs);
	const shown = machines.filter(machine => matchesQuery(query, subjectOf(machine, diagnosis, leases, nowMs)));
	return JSON.stringify(
		{
			version: 1,
			local: isLocal,
			machines: sortMachines(shown, defaultSort, diagnosis).map(machine => machineJson(machine, diagnosis.get(machine.id) ?? [])),
			issues,
			failures,
			error: failures.join('\n') || null,
		},
		null,
		2,
	);
};
