import type {Shape, Struct} from './go-shape.ts';
import {checkFields, headersShape, serviceShape} from './service-shapes.ts';

const strings: Shape = {list: 'string'};
const stringMap: Shape = {map: 'string'};

const envFrom: Shape = {list: {struct: 'fly.EnvFrom', fields: {env_var: 'string', field_ref: 'string'}}};

const secrets: Shape = {list: {struct: 'fly.MachineSecret', fields: {env_var: 'string', name: 'string'}}};

const files: Shape = {
	list: {
		struct: 'fly.File',
		fields: {guest_path: 'string', raw_value: 'string', secret_name: 'string', image_config: 'string', mode: 'int'},
	},
};

const command = {exec: strings, entrypoint: strings, cmd: strings} as const;

const restart: Struct = {struct: 'fly.MachineRestart', fields: {policy: 'string', max_retries: 'int'}};

const stop: Struct = {struct: 'fly.StopConfig', fields: {signal: 'string', timeout: 'duration'}};

/** Containers count in whole seconds where machines have durations. */
const healthcheck: Struct = {
	struct: 'fly.ContainerHealthcheck',
	fields: {
		name: 'string',
		kind: 'string',
		unhealthy: 'string',
		interval: 'int',
		timeout: 'int',
		grace_period: 'int',
		success_threshold: 'int',
		failure_threshold: 'int',
		exec: {struct: 'fly.ExecHealthcheck', fields: {command: strings}},
		tcp: {struct: 'fly.TCPHealthcheck', fields: {port: 'int'}},
		http: {
			struct: 'fly.HTTPHealthcheck',
			fields: {
				port: 'int',
				method: 'string',
				path: 'string',
				scheme: 'string',
				tls_server_name: 'string',
				tls_skip_verify: 'bool',
				headers: headersShape,
			},
		},
	},
};

const container: Struct = {
	struct: 'fly.ContainerConfig',
	fields: {
		...command,
		name: 'string',
		image: 'string',
		user: 'string',
		env: stringMap,
		env_from: envFrom,
		secrets,
		files,
		restart,
		stop,
		depends_on: {list: {struct: 'fly.ContainerDependency', fields: {name: 'string', condition: 'string'}}},
		healthchecks: {list: healthcheck},
	},
};

const process: Struct = {
	struct: 'fly.MachineProcess',
	fields: {...command, env: stringMap, env_from: envFrom, secrets, user: 'string', ignore_app_secrets: 'bool'},
};

const mount: Struct = {
	struct: 'fly.MachineMount',
	fields: {
		volume: 'string',
		path: 'string',
		name: 'string',
		size_gb: 'int',
		size_gb_limit: 'int',
		add_size_gb: 'int',
		extend_threshold_percent: 'int',
		encrypted: 'bool',
	},
};

const dns: Struct = {
	struct: 'fly.DNSConfig',
	fields: {
		hostname: 'string',
		hostname_fqdn: 'string',
		nameservers: strings,
		searches: strings,
		skip_registration: 'bool',
		options: {list: {struct: 'fly.dnsOption', fields: {name: 'string', value: 'string'}}},
		dns_forward_rules: {list: {struct: 'fly.dnsForwardRule', fields: {addr: 'string', basename: 'string'}}},
	},
};

/** The size of a machine, which volumes and placements are told too. */
export const guestShape: Struct = {
	struct: 'fly.MachineGuest',
	fields: {
		cpu_kind: 'string',
		cpus: 'int',
		memory_mb: 'int',
		max_memory_mb: 'int',
		gpus: 'int',
		gpu_kind: 'string',
		host_dedication_id: 'string',
		persist_rootfs: 'string',
		kernel_args: strings,
	},
};

const staticFiles: Struct = {
	struct: 'fly.Static',
	fields: {guest_path: 'string', url_prefix: 'string', index_document: 'string', tigris_bucket: 'string'},
};

/** The config of a machine, as the API's errors name its parts. */
export const configShape: Struct = {
	struct: 'fly.MachineConfig',
	fields: {
		image: 'string',
		size: 'string',
		schedule: 'string',
		auto_destroy: 'bool',
		disable_machine_autostart: 'bool',
		env: stringMap,
		metadata: stringMap,
		standbys: strings,
		init: {struct: 'fly.MachineInit', fields: {...command, tty: 'bool', swap_size_mb: 'int', kernel_args: strings}},
		guest: guestShape,
		restart,
		stop_config: stop,
		checks: {map: {struct: 'fly.MachineCheck', fields: {...checkFields, kind: 'string'}}},
		services: {list: serviceShape},
		processes: {list: process},
		containers: {list: container},
		mounts: {list: mount},
		files,
		statics: {list: staticFiles},
		metrics: {struct: 'fly.MachineMetrics', fields: {port: 'int', path: 'string', https: 'bool'}},
		dns,
		rootfs: {struct: 'fly.MachineRootfs', fields: {persist: 'string', size_gb: 'int'}},
		cache_drive: {struct: 'fly.MachineCacheDrive', fields: {size_mb: 'int'}},
	},
};
