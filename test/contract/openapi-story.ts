import type {Json} from '../../source/domain/json.ts';
import {fullchain, privateKey} from '../local/resources/certificate-pem.ts';

/** What is known by a step, by name. */
export type Values = Readonly<Record<string, string>>;

export type Step = {
	/** Method and path as the document has them; the words in braces come from the values known by then. */
	readonly call: string;
	readonly query?: string;
	readonly body?: Json | ((values: Values) => Json);
	readonly status?: number;
	/** What later steps need of the answer: by the name of the value, where it stands, with dots between keys. */
	readonly keep?: Readonly<Record<string, string>>;
};

const hostname = 'www.example.com';

const app = '/apps/{app_name}';
const machine = `${app}/machines/{machine_id}`;
const volume = `${app}/volumes/{volume_id}`;
const secretKey = `${app}/secretkeys/{secret_name}`;
const certificate = `${app}/certificates/{hostname}`;

/** What is known before the first step. */
export const begun: Values = {app_name: 'web', org_slug: 'personal', hostname, secret_name: 'PASSWORD', key: 'team'};

const config = {
	image: 'nginx',
	init: {exec: ['sh', '-c', 'trap "" ALRM; sleep 600']},
	checks: {alive: {type: 'tcp', port: 80, interval: '15s', timeout: '2s'}},
	services: [{protocol: 'tcp', internal_port: 8080, autostop: 'stop', autostart: true, ports: [{port: 443, handlers: ['tls', 'http']}]}],
	metadata: {team: 'red'},
	stop_config: {signal: 'SIGTERM', timeout: '2s'},
};

const bytes = (text: string): readonly number[] => [...Buffer.from(text)];

const until = (state: string): Step => ({call: `GET ${machine}/wait`, query: `state=${state}&timeout=30`});

/** One call of every operation of the document that is in scope, in an order in which each can succeed. */
export const story: readonly Step[] = [
	{call: 'POST /apps', body: {name: 'web', org_slug: 'personal'}, status: 201},
	{call: 'GET /apps', query: 'org_slug=personal'},
	{call: `GET ${app}`},
	{call: `POST ${app}/deploy_token`, body: {expiry: '48h'}},

	{call: `POST ${app}/secrets`, body: {values: {PASSWORD: 'open sesame', OLD: null}}},
	{call: `POST ${app}/secrets/{secret_name}`, body: {value: 'open barley'}, status: 201},
	{call: `GET ${app}/secrets`, query: 'show_secrets=true'},
	{call: `GET ${app}/secrets/{secret_name}`},
	{call: `DELETE ${app}/secrets/{secret_name}`},

	{call: `POST ${secretKey}/generate`, body: {type: 'nacl_sign'}, status: 201},
	{call: `POST ${secretKey}/sign`, body: {plaintext: bytes('hello')}, keep: {signature: 'signature'}},
	{
		call: `POST ${secretKey}/verify`,
		body: ({signature}) => ({plaintext: bytes('hello'), signature: JSON.parse(signature ?? '')}),
		status: 204,
	},
	{call: `GET ${app}/secretkeys`},
	{call: `GET ${secretKey}`},
	{call: `DELETE ${secretKey}`},
	{call: `POST ${secretKey}`, body: {type: 'xaes256gcm', value: Array(32).fill(7)}, status: 201},
	{
		call: `POST ${secretKey}/encrypt`,
		body: {plaintext: bytes('hello'), associated_data: bytes('for you')},
		keep: {ciphertext: 'ciphertext'},
	},
	{
		call: `POST ${secretKey}/decrypt`,
		body: ({ciphertext}) => ({ciphertext: JSON.parse(ciphertext ?? ''), associated_data: bytes('for you')}),
	},

	{call: `POST ${app}/ip_assignments`, body: {type: 'v6', region: 'fra'}, keep: {ip: 'ip'}},
	{call: `GET ${app}/ip_assignments`},
	{call: `DELETE ${app}/ip_assignments/{ip}`, status: 204},

	{call: `POST ${app}/certificates/acme`, body: {hostname}, status: 201},
	{
		call: `POST ${app}/certificates/custom`,
		body: {hostname, fullchain, private_key: privateKey},
		status: 201,
	},
	{call: `GET ${app}/certificates`},
	{call: `GET ${certificate}`},
	{call: `POST ${certificate}/check`},
	{call: `DELETE ${certificate}/custom`},
	{call: `DELETE ${certificate}/acme`},
	{call: `DELETE ${certificate}`, status: 204},

	{call: `POST ${volume.replace('/{volume_id}', '')}`, body: {name: 'data', region: 'fra', size_gb: 1}, keep: {volume_id: 'id'}},
	{call: `GET ${app}/volumes`},
	{call: `GET ${volume}`},
	{call: `PUT ${volume}`, body: {snapshot_retention: 7, auto_backup_enabled: false}},
	{call: `PUT ${volume}/extend`, body: {size_gb: 2}},
	{call: `POST ${volume}/snapshots`},
	{call: `GET ${volume}/snapshots`},

	{
		call: `POST ${app}/machines`,
		body: {name: 'one', region: 'fra', config, lease_ttl: 60},
		keep: {machine_id: 'id', nonce: 'nonce'},
	},
	until('started'),
	{call: `GET ${app}/machines`, query: 'include_deleted=true'},
	{call: `GET ${machine}`},
	{call: `GET ${machine}/ps`},
	{call: `POST ${machine}/exec`, body: {command: ['echo', 'hello'], timeout: 5}},
	{call: `GET ${machine}/memory`},
	{call: `PUT ${machine}/memory`, body: {limit_mb: 256}},
	{call: `POST ${machine}/memory/reclaim`, body: {amount_mb: 16}},
	{call: `GET ${machine}/metadata`},
	{call: `PUT ${machine}/metadata`, body: {metadata: {team: 'blue', shift: 'night'}}, status: 204},
	{call: `PATCH ${machine}/metadata`, body: {metadata: {team: 'green', shift: null}}, status: 204},
	{call: `POST ${machine}/metadata/{key}`, body: {value: 'yellow'}, status: 204},
	{call: `GET ${machine}/metadata/{key}`},
	{call: `DELETE ${machine}/metadata/{key}`, status: 204},
	{call: `POST ${machine}/cordon`},
	{call: `POST ${machine}/uncordon`},
	{call: `POST ${machine}/suspend`},
	until('suspended'),
	{call: `POST ${machine}/start`},
	until('started'),
	{call: `POST ${machine}/restart`, query: 'timeout=2s'},
	{call: `GET ${machine}/wait`, query: 'state=settled&timeout=30'},
	until('started'),
	{call: `POST ${machine}`, body: {config: {...config, metadata: {team: 'white'}}}},
	until('started'),
	{call: `GET ${machine}/versions`},
	{call: `POST ${machine}/signal`, body: {signal: 'SIGALRM'}},
	{call: `GET ${machine}/events`, query: 'limit=50'},
	{call: `POST ${machine}/lease`, body: {ttl: 30, description: 'contract'}, status: 201},
	{call: `GET ${machine}/lease`},
	{call: `DELETE ${machine}/lease`},
	{call: `POST ${machine}/stop`, body: {signal: 'SIGKILL', timeout: '1s'}},
	{call: 'GET /orgs/{org_slug}/machines'},
	{call: 'GET /orgs/{org_slug}/volumes'},
	{call: 'GET /platform/regions'},
	{call: 'POST /platform/placements', body: {org_slug: 'personal', region: 'fra,eu', count: 2}},
	{call: 'GET /tokens/current'},
	{call: 'POST /tokens/authenticate', body: {header: 'Bearer secret'}},
	{call: 'POST /tokens/authorize', body: {header: 'Bearer secret', access: {app_name: 'web', action: 'r'}}},
	{call: `DELETE ${machine}`, query: 'force=true'},
	until('destroyed'),
	{call: `DELETE ${volume}`},
	{call: `DELETE ${app}`, status: 202},
];
