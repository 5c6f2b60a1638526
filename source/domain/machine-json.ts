import {masked} from './config/masking.ts';
import type {Machine} from './machine.ts';

const isoTime = (timeMs: number | undefined): string | null => (timeMs === undefined ? null : new Date(timeMs).toISOString());

/**
A machine as JSON, in the words of the API, with the secrets of its config masked. It is one line: a terminal that pastes without brackets runs
what stands before the end of one.
*/
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
	);
