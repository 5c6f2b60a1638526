import {durationMs} from '../../domain/config/duration.ts';
import type {JsonObject} from '../../domain/json.ts';
import {numberAt, objectAt, objectsAt, textAt, textsAt} from '../../domain/json-reader.ts';

/** A check of a machine, with all that is to be known to make it. Times are in ms. */
export type CheckDefinition = {
	readonly name: string;
	readonly type: 'tcp' | 'http';
	readonly port: number;
	/** From the start of the machine to the first look. */
	readonly gracePeriodMs: number;
	/** From one look to the next. */
	readonly intervalMs: number;
	readonly timeoutMs: number;
	readonly http: HttpCheck;
};

export type HttpCheck = {
	readonly method: string;
	readonly path: string;
	readonly isSecure: boolean;
	readonly serverName: string | undefined;
	readonly skipsVerify: boolean;
	readonly headers: Readonly<Record<string, readonly string[]>>;
};

const shortestIntervalMs = 100;
const defaults = {gracePeriodMs: 1000, intervalMs: 15_000, timeoutMs: 2000} as const;

const headersOf = (check: JsonObject): HttpCheck['headers'] =>
	Object.fromEntries(objectsAt(check, 'headers').map(header => [textAt(header, 'name') ?? '', textsAt(header, 'values')]));

const definitionOf = (name: string, check: JsonObject, port: number): CheckDefinition => ({
	name,
	type: textAt(check, 'type') === 'http' ? 'http' : 'tcp',
	port,
	gracePeriodMs: durationMs(check.grace_period) ?? defaults.gracePeriodMs,
	intervalMs: Math.max(shortestIntervalMs, durationMs(check.interval) ?? defaults.intervalMs),
	timeoutMs: durationMs(check.timeout) ?? defaults.timeoutMs,
	http: {
		method: (textAt(check, 'method') ?? 'GET').toUpperCase(),
		path: textAt(check, 'path') ?? '/',
		isSecure: textAt(check, 'protocol') === 'https',
		serverName: textAt(check, 'tls_server_name'),
		skipsVerify: check.tls_skip_verify === true,
		headers: headersOf(check),
	},
});

const namedChecks = (config: JsonObject): readonly CheckDefinition[] => {
	const checks = objectAt(config, 'checks');
	return Object.keys(checks).map(name => {
		const check = objectAt(checks, name);
		return definitionOf(name, check, numberAt(check, 'port') ?? 0);
	});
};

const serviceChecks = (config: JsonObject): readonly CheckDefinition[] =>
	objectsAt(config, 'services').flatMap((service, index) =>
		objectsAt(service, 'checks').map(check => {
			const port = numberAt(check, 'port') ?? numberAt(service, 'internal_port') ?? 0;
			const type = textAt(check, 'type') ?? 'tcp';
			return definitionOf(`servicecheck-${String(index).padStart(2, '0')}-${type}-${port}`, check, port);
		}),
	);

/** The checks that a config defines, by their names in the machine: its own first, then those of its services. */
export const checkDefinitions = (config: JsonObject): readonly CheckDefinition[] => [...namedChecks(config), ...serviceChecks(config)];
