import {files, image, restart, runFields, stop} from './part-rules.ts';
import {anything, flag, listOf, type Rule, required, shape, text, whole, word} from './rules.ts';
import {headers, portNumber} from './service-rules.ts';

/** Containers count in whole seconds where machines have durations. */
const healthcheck: Rule = shape({
	name: text(),
	kind: word(['readiness', 'liveness']),
	unhealthy: word(['stop']),
	interval: whole(),
	timeout: whole(),
	grace_period: whole(),
	success_threshold: whole(),
	failure_threshold: whole(),
	exec: shape({command: listOf(text())}),
	tcp: shape({port: portNumber}),
	http: shape({
		port: portNumber,
		method: text(),
		path: text(),
		scheme: word(['http', 'https']),
		tls_server_name: text(),
		tls_skip_verify: flag,
		headers,
	}),
});

const dependency: Rule = shape({name: text(), condition: word(['started', 'healthy', 'exited_successfully'])}, required('name'));

/** One of the containers that run together in a machine. */
export const container: Rule = shape({
	...runFields,
	name: text(),
	image,
	files,
	restart: restart(['no', 'always', 'on-failure']),
	stop,
	depends_on: listOf(dependency),
	healthchecks: listOf(healthcheck),
	mounts: anything,
});
