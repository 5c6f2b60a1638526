import {masked} from './config/masking.ts';
import type {Machine} from './machine.ts';

const isoTime = (timeMs: number | undefined): string | null => (timeMs === undefined ? null : new Date(timeMs).toISOString());

/** A machine as indented JSON, in the words of the API, with the secrets of its config masked. */
export const machineJson = (machine: Machine): string =>
	JSON.stringify(
		masked({
			id: machine.id,
			name: machine.name,
			app: machine.app,
			state: machine.state,
			region: machine.region,
			instance_id: machine.instanceId ?? null,
			private_ip: machine.privateIp ?? null,
			created_at: isoTime(machine.createdAtMs),
			updated_at: isoTime(machine.updatedAtMs),
			host_status: machine.hostStatus,
			cordoned: machine.cordoned,
			checks: machine.checks.map(({name, status, output}) => ({name, status, output})),
			config: machine.config?.raw ?? null,
		}),
		undefined,
		2,
	);
