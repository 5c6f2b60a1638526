import {childPath} from './path.ts';
import {
	anything,
	duration,
	flag,
	listOf,
	mapOf,
	type ObjectRule,
	type Rule,
	refuse,
	required,
	shape,
	text,
	warn,
	whole,
	word,
} from './rules.ts';

export const portNumber: Rule = whole(1, 65_535);

export const urlPath: Rule = text(path => (path.startsWith('/') ? undefined : 'must begin with /'));

export const headers: Rule = listOf(shape({name: text(), values: listOf(text())}, required('name')));

const checkFields = {
	type: word(['tcp', 'http']),
	port: portNumber,
	interval: duration(),
	timeout: duration(),
	grace_period: duration(),
	method: text(),
	path: urlPath,
	protocol: word(['http', 'https']),
	tls_server_name: text(),
	tls_skip_verify: flag,
	headers,
} as const;

const checkNeedsPort: ObjectRule = ({port}, path) =>
	port === undefined || port === null ? warn(childPath(path, 'port'), 'is missing: the check does not say what to connect to') : [];

/** A check of a machine, under its name in `checks`. */
export const checkRule: Rule = shape({...checkFields, kind: word(['informational', 'readiness'])}, required('type'), checkNeedsPort);

const portRange: ObjectRule = (value, path) => {
	const {port, start_port: start, end_port: end} = value;
	const isRange = typeof start === 'number' || typeof end === 'number';
	if (typeof port === 'number') {
		return isRange ? refuse(path, 'must have either port or start_port and end_port') : [];
	}

	if (!isRange) {
		return port === undefined || port === null ? refuse(childPath(path, 'port'), 'is missing') : [];
	}

	return typeof start === 'number' && typeof end === 'number' && start > end
		? refuse(childPath(path, 'end_port'), `must not be below start_port ${start}`)
		: required('start_port', 'end_port')(value, path);
};

const portRule: Rule = shape(
	{
		port: portNumber,
		start_port: portNumber,
		end_port: portNumber,
		handlers: listOf(word(['http', 'tls', 'pg_tls', 'proxy_proto', 'edge_http'])),
		force_https: flag,
		tls_options: shape({alpn: listOf(text()), versions: listOf(text()), default_self_signed: flag}),
		http_options: shape({
			compress: flag,
			h2_backend: flag,
			headers_read_timeout: whole(),
			idle_timeout: whole(),
			response: shape({pristine: flag, headers: mapOf(anything)}),
			replay_cache: listOf(
				shape({allow_bypass: flag, name: text(), path_prefix: text(), ttl_seconds: whole(), type: word(['cookie', 'header'])}),
			),
		}),
		proxy_proto_options: shape({version: text()}),
	},
	portRange,
);

const autostop: Rule = (value, path) => (typeof value === 'boolean' ? [] : word(['off', 'stop', 'suspend'])(value, path));

export const serviceRule: Rule = shape(
	{
		protocol: word(['tcp', 'udp']),
		internal_port: portNumber,
		autostart: flag,
		autostop,
		min_machines_running: whole(),
		force_instance_key: text(),
		force_instance_description: text(),
		concurrency: shape({type: word(['connections', 'requests']), hard_limit: whole(), soft_limit: whole()}),
		ports: listOf(portRule),
		checks: listOf(shape(checkFields, required('type'))),
	},
	required('internal_port'),
);
