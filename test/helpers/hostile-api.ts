import type {StubAnswer} from './stub-server.ts';

const atIso = '2026-11-24T12:00:00Z';
const atMs = Date.parse(atIso);

/** A config with a text wherever one can be. Keys are text too. */
export const hostileConfig = (text: string) => ({
	image: text,
	env: {[text]: text, PLAIN: text},
	metadata: {[text]: text, fly_process_group: text, [`fly_${text}`]: text},
	guest: {cpu_kind: text, cpus: 1, memory_mb: 256},
	services: [{protocol: text, internal_port: 80, autostop: text, ports: [{port: 80, handlers: [text]}]}],
	checks: {[text]: {type: text, path: text, port: 80}},
	mounts: [{volume: text, name: text, path: text}],
	restart: {policy: text},
	schedule: text,
	stop_config: {signal: text, timeout: text},
	init: {exec: [text], cmd: [text]},
	processes: [{name: text, exec: [text]}],
	files: [{guest_path: text, raw_value: text}],
	standbys: [text],
	[text]: {[text]: [text]},
});

/** A machine that has nothing good to say of itself. */
export const hostileMachine = (text: string, number = 1) => ({
	id: `${number}${text}`,
	name: text,
	state: number % 2 === 0 ? text : 'started',
	region: text,
	instance_id: text,
	private_ip: text,
	created_at: atIso,
	updated_at: atIso,
	host_status: number % 3 === 0 ? text : 'ok',
	config: hostileConfig(text),
	image_ref: number % 2 === 0 ? {registry: text, repository: text, tag: text, digest: text} : {},
	checks: [{name: text, status: number % 2 === 0 ? text : 'critical', output: text, updated_at: atIso}],
	events: [
		{
			id: text,
			type: 'exit',
			status: text,
			source: text,
			timestamp: atMs - 1000,
			request: {MonitorEvent: {exit_event: {exit_code: 1, error: text, guest_error: text}}},
		},
		{id: `${text}2`, type: text, status: text, source: text, timestamp: atMs - 2000, request: {[text]: text}},
	],
	lease: {owner: text, description: text, nonce: text, expires_at: 4_000_000_000},
	nonce: text,
	app_name: 'web',
});

const app = (text: string) => ({id: text, name: text, status: text, organization: {slug: text, name: text}, machine_count: 1});

const volume = (text: string) => ({
	id: text,
	name: text,
	state: text,
	region: text,
	zone: text,
	size_gb: 1,
	fstype: text,
	attached_machine_id: text,
	host_status: text,
	created_at: atIso,
});

const certificate = (text: string) => ({
	hostname: text,
	status: text,
	dns_provider: text,
	created_at: atIso,
	certificates: [{source: text, status: text, issuer: text, issued: [{certificate_authority: text}]}],
	validation: {dns_configured: false},
	dns_requirements: {
		a: [text],
		aaaa: [text],
		cname: text,
		acme_challenge: {name: text, target: text},
		ownership: {name: text, app_value: text, org_value: text},
	},
	validation_errors: [{code: text, message: text, remediation: text, timestamp: atIso}],
});

const logLine = (text: string) => ({
	id: text,
	attributes: {
		timestamp: atIso,
		message: text,
		level: text,
		instance: text,
		region: text,
		meta: {instance: text, region: text, event: {provider: text}},
	},
});

type Answers = readonly (readonly [path: RegExp, body: (text: string) => unknown])[];

const answers: Answers = [
	[/\/machines\/[^/]+\/events$/, text => hostileMachine(text).events],
	[/\/machines\/[^/]+\/versions$/, text => [{version: text, user_config: hostileConfig(text)}]],
	[/\/machines\/[^/]+\/ps$/, text => [{pid: 1, command: text, directory: text, listen_sockets: [{proto: text, address: text}]}]],
	[/\/machines\/[^/]+\/metadata$/, text => ({[text]: text})],
	[/\/machines\/[^/]+\/lease$/, text => ({status: text, data: hostileMachine(text).lease})],
	[/\/machines\/[^/]+\/exec$/, text => ({exit_code: 1, stdout: `${text}\n${text}`, stderr: text})],
	[/\/machines\/[^/]+$/, text => hostileMachine(text)],
	[/\/orgs\/[^/]+\/machines$/, text => ({machines: [hostileMachine(text, 1)], error_regions: [text]})],
	[/\/machines$/, text => [hostileMachine(text, 1), hostileMachine(text, 2), hostileMachine(text, 3)]],
	[/\/volumes\/[^/]+\/snapshots$/, text => [{id: text, status: text, digest: text, size: 1, created_at: atIso}]],
	[/\/volumes\/[^/]+$/, volume],
	[/\/volumes$/, text => [volume(text)]],
	[/\/secrets$/, text => ({secrets: [{name: text, digest: text, created_at: atIso}]})],
	[/\/certificates$/, text => ({certificates: [certificate(text)], total_count: 1})],
	[/\/certificates\/[^/]+$/, certificate],
	[/\/ip_assignments$/, text => ({ips: [{ip: text, region: text, service_name: text, created_at: atIso}]})],
	[/\/logs$/, text => ({data: [logLine(text), logLine(`${text}2`)], meta: {next_token: text}})],
	[/\/platform\/regions$/, text => ({regions: [{code: text, name: text, geo_region: text}], nearest: text})],
	[/\/tokens\/current$/, text => ({tokens: [{token_id: text, user: text, organization: text, org_slug: text, apps: [text]}]})],
	[/\/apps\/[^/]+$/, app],
	[/\/apps$/, text => ({apps: [{...app(text), name: 'web'}, app(text)], total_apps: 2})],
];

/** What the API answers to a path, with a text in every place that takes one. */
export const hostileBody = (path: string, text: string): unknown => answers.find(([pattern]) => pattern.test(path))?.[1](text);

/** A header can hold no line end and nothing beyond Latin-1; C1 codes and most of C0 it can. */
export const headerText = (text: string): string => text.replace(/[^\t\u0020-\u007E\u0080-\u00FF]/g, '');

/** A server that puts a text in every place: of each read in its answer, of each write in the refusal of it. */
export const hostileAnswer =
	(text: string): StubAnswer =>
	(response, {method, url}) => {
		const path = new URL(url, 'http://localhost').pathname;
		const body = method === 'GET' || path.endsWith('/exec') ? hostileBody(path, text) : undefined;
		response.writeHead(body === undefined ? 422 : 200, {
			'content-type': 'application/json',
			'fly-request-id': headerText(text) || 'none',
			'retry-after': headerText(text) || 'soon',
		});
		response.end(JSON.stringify(body ?? {error: text, message: text, status: text}));
	};
