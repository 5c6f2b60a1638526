import type {Shape, Struct} from './go-shape.ts';

const strings: Shape = {list: 'string'};

/** The headers that a check over HTTP sends. */
export const headersShape: Shape = {list: {struct: 'fly.MachineHTTPHeader', fields: {name: 'string', values: strings}}};

/** What the checks of machines and of services have in common. */
export const checkFields = {
	type: 'string',
	port: 'int',
	method: 'string',
	path: 'string',
	protocol: 'string',
	interval: 'duration',
	timeout: 'duration',
	grace_period: 'duration',
	tls_server_name: 'string',
	tls_skip_verify: 'bool',
	headers: headersShape,
} as const;

const port: Struct = {
	struct: 'fly.MachinePort',
	fields: {
		port: 'int',
		start_port: 'int',
		end_port: 'int',
		handlers: strings,
		force_https: 'bool',
		tls_options: {struct: 'fly.TLSOptions', fields: {alpn: strings, versions: strings, default_self_signed: 'bool'}},
		http_options: {
			struct: 'fly.HTTPOptions',
			fields: {
				compress: 'bool',
				h2_backend: 'bool',
				headers_read_timeout: 'int',
				idle_timeout: 'int',
				response: {struct: 'fly.HTTPResponseOptions', fields: {pristine: 'bool', headers: {map: 'any'}}},
				replay_cache: {
					list: {
						struct: 'fly.ReplayCache',
						fields: {allow_bypass: 'bool', name: 'string', path_prefix: 'string', ttl_seconds: 'int', type: 'string'},
					},
				},
			},
		},
		proxy_proto_options: {struct: 'fly.ProxyProtoOptions', fields: {version: 'string'}},
	},
};

/** A service in the config of a machine. */
export const serviceShape: Struct = {
	struct: 'fly.MachineService',
	fields: {
		protocol: 'string',
		internal_port: 'int',
		autostart: 'bool',
		// A boolean in older requests, a word in newer ones.
		autostop: 'any',
		min_machines_running: 'int',
		force_instance_key: 'string',
		force_instance_description: 'string',
		concurrency: {struct: 'fly.MachineServiceConcurrency', fields: {type: 'string', hard_limit: 'int', soft_limit: 'int'}},
		ports: {list: port},
		checks: {list: {struct: 'fly.MachineServiceCheck', fields: checkFields}},
	},
};
