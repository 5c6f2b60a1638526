import type {Shape, Struct} from './go-shape.ts';

const strings: Shape = {list: 'string'};
const stringMap: Shape = {map: 'string'};

const config: Struct = {
	struct: 'fly.MachineConfig',
	fields: {
		image: 'string',
		size: 'string',
		schedule: 'string',
		auto_destroy: 'bool',
		env: stringMap,
		metadata: stringMap,
		standbys: strings,
		init: {struct: 'fly.MachineInit', fields: {exec: strings, entrypoint: strings, cmd: strings, tty: 'bool', swap_size_mb: 'int'}},
		guest: {
			struct: 'fly.MachineGuest',
			fields: {cpu_kind: 'string', cpus: 'int', memory_mb: 'int', gpus: 'int', gpu_kind: 'string', kernel_args: strings},
		},
		restart: {struct: 'fly.MachineRestart', fields: {policy: 'string', max_retries: 'int'}},
		stop_config: {struct: 'fly.StopConfig', fields: {signal: 'string', timeout: 'duration'}},
		checks: {map: {struct: 'fly.MachineCheck', fields: {type: 'string', port: 'int', method: 'string', path: 'string'}}},
		processes: {
			list: {struct: 'fly.MachineProcess', fields: {exec: strings, entrypoint: strings, cmd: strings, env: stringMap, user: 'string'}},
		},
		containers: {list: {struct: 'fly.ContainerConfig', fields: {name: 'string', image: 'string'}}},
		mounts: {list: {struct: 'fly.MachineMount', fields: {volume: 'string', path: 'string', name: 'string', size_gb: 'int'}}},
		services: {
			list: {
				struct: 'fly.MachineService',
				fields: {
					protocol: 'string',
					internal_port: 'int',
					autostart: 'bool',
					min_machines_running: 'int',
					ports: {
						list: {
							struct: 'fly.MachinePort',
							fields: {port: 'int', start_port: 'int', end_port: 'int', handlers: strings, force_https: 'bool'},
						},
					},
					checks: {list: {struct: 'fly.MachineServiceCheck', fields: {type: 'string', port: 'int', method: 'string', path: 'string'}}},
				},
			},
		},
	},
};

/** The bodies that requests may carry, by the names that the API's errors use. */
export const requestShapes = {
	createApp: {struct: 'main.createAppRequest', fields: {name: 'string', app_name: 'string', org_slug: 'string', network: 'string'}},
	createMachine: {
		struct: 'main.createMachineRequest',
		fields: {config, name: 'string', region: 'string', skip_launch: 'bool', lease_ttl: 'int'},
	},
	updateMachine: {struct: 'main.updateMachineRequest', fields: {config, current_version: 'string', skip_launch: 'bool'}},
	stop: {struct: 'main.stopRequest', fields: {signal: 'string', timeout: 'duration'}},
	lease: {struct: 'main.createLeaseRequest', fields: {ttl: 'int', description: 'string'}},
} as const satisfies Readonly<Record<string, Struct>>;
