/*
Every route of the table is sent what nobody should trust, over HTTP. It must answer, and not with a 500; the server must live on; and nothing
may come to be outside the directories of machines and volumes.
*/
import {mkdirSync, mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import type {Json, JsonObject} from '../../source/domain/json.ts';
import type {Struct} from '../../source/local/http/go-shape.ts';
import type {Route} from '../../source/local/http/route.ts';
import {routesOf} from '../../source/local/http/routes.ts';
import {doubtfulValues, type Field, fieldsOf, hostileBodies, hostileTexts, withField, wrongValues} from '../helpers/hostile-values.ts';
import {type Call, startTestApi} from '../helpers/local-server.ts';
import {createTestWorld} from '../helpers/local-world.ts';
import {type RawReply, sendRaw} from '../helpers/raw-request.ts';
import {shapeOf} from '../helpers/shape-of.ts';

const routes = routesOf(createTestWorld());

/** Bodies that come through, on which one field after the other is spoilt; those of all other calls are empty. */
const goodBodies: Readonly<Record<string, JsonObject>> = {
	Apps_create: {name: 'another', org_slug: 'personal'},
	Machines_create: {config: {image: 'nginx', init: {exec: ['true']}, restart: {policy: 'no'}}},
	Machines_update: {config: {image: 'nginx', init: {exec: ['true']}, restart: {policy: 'no'}}},
	Machines_exec: {command: ['true']},
	Machines_signal: {signal: 'SIGHUP'},
	Machines_update_metadata: {metadata: {team: 'red'}},
	Volumes_create: {name: 'more', region: 'fra', size_gb: 1},
	Volumes_extend: {size_gb: 2},
	Secretkey_set: {type: 'hs256'},
	Secretkey_generate: {type: 'hs256'},
	App_IPAssignments_create: {type: 'v6'},
	App_Certificates_acme_create: {hostname: 'www.example.org'},
	App_create_deploy_token: {expiry: '1h'},
	Platform_placements_post: {org_slug: 'personal'},
	Tokens_authenticate: {header: 'Bearer secret'},
	Tokens_authorize: {header: 'Bearer secret', access: {app_name: 'web'}},
	Graphql: {query: '{ viewer { ... on User { id } } }'},
};

/** Every word that any route looks for in a query. */
const queryWords =
	'org_slug app_role state region include_deleted summary include_leases metadata.team force kill timeout signal force_stop version instance_id from_event_id limit sort_by order ttl cursor updated_after filter min_version show_secrets types next_token instance'.split(
		' ',
	);

const hostileWords = [
	'..',
	'.',
	'%2e%2e',
	'..%2f..%2f..%2fetc%2fpasswd',
	'%00',
	'%ff',
	'%',
	'a%2fb',
	'%ED%A0%80',
	'__proto__',
	'toString',
	'%27',
	'-1',
	'*',
];

const escaped = (text: string): string => encodeURIComponent(text.toWellFormed());

type Sent = {readonly path: string; readonly body?: string; readonly isWrong?: boolean};

const filledIn = (path: string, words: Readonly<Record<string, string>>): string =>
	path.replace('*', 'clusters').replaceAll(/:(\w+)/g, (_, name: string) => {
		const word = words[name];
		if (word === undefined) {
			throw new Error(`no word for :${name}`);
		}

		return word;
	});

const wordRequests = ({path}: Route, words: Readonly<Record<string, string>>): readonly Sent[] => {
	const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
	return names.flatMap(name => [...hostileWords, 'x'.repeat(5000)].map(word => ({path: filledIn(path, {...words, [name]: word})})));
};

const queryRequests = (path: string, file: string): readonly Sent[] => {
	const texts = ['', '-1', '1e400', '99999999999999999999', 'null', '{}', ',,,', 'started', ...hostileTexts(file)].map(text =>
		escaped(text.slice(0, 100)),
	);
	const all = texts.map(text => ({path: `${path}?${queryWords.map(word => `${word}=${text}`).join('&')}`}));
	const single = queryWords.flatMap((word, index) =>
		[0, 7].map(step => ({path: `${path}?${word}=${texts[(index + step) % texts.length]}&timeout=1`})),
	);
	return [...all, ...single, {path: `${path}?%`}, {path: `${path}?=&&=%ff`}, {path: `${path}?${'a=b&'.repeat(2000)}`}];
};

const bodyRequests = (path: string, route: Route, shape: Struct | undefined, file: string): readonly Sent[] => {
	const good = goodBodies[route.operation] ?? {};
	const fields = shape === undefined ? [] : fieldsOf(shape);
	const withValue = (field: Field, value: Json): string => JSON.stringify(withField(good, field.path, value));
	return [
		...hostileBodies.map(body => ({path, body})),
		...fields.flatMap(field => wrongValues(field).map(value => ({path, body: withValue(field, value), isWrong: true}))),
		...fields.flatMap(field => doubtfulValues(field, file).map(value => ({path, body: withValue(field, value)}))),
	];
};

/** An app with one of each thing, by the names of the words in the paths. */
const furnish = async (call: Call): Promise<Readonly<Record<string, string>>> => {
	await call('POST', '/v1/apps', {name: 'web', org_slug: 'personal'});
	const machine = await call('POST', '/v1/apps/web/machines', {config: {image: 'nginx', metadata: {team: 'red'}}});
	await call('GET', `/v1/apps/web/machines/${machine.body.id}/wait`);
	const volume = await call('POST', '/v1/apps/web/volumes', {name: 'data', region: 'fra', size_gb: 1});
	await call('POST', '/v1/apps/web/secrets/PASSWORD', {value: 'x'});
	await call('POST', '/v1/apps/web/secretkeys/PASSWORD/generate', {type: 'hs256'});
	await call('POST', '/v1/apps/web/certificates/acme', {hostname: 'www.example.com'});
	const address = await call('POST', '/v1/apps/web/ip_assignments', {type: 'v6'});
	return {
		app: 'web',
		machine: String(machine.body.id),
		volume: String(volume.body.id),
		secret: 'PASSWORD',
		hostname: 'www.example.com',
		ip: encodeURIComponent(String(address.body.ip)),
		key: 'team',
		organization: 'personal',
	};
};

const start = async () => {
	const root = mkdtempSync(join(tmpdir(), 'flydeck-test-'));
	onTestFinished(() => rmSync(root, {recursive: true, force: true, maxRetries: 3}));
	mkdirSync(join(root, 'tmp'));
	mkdirSync(join(root, 'volumes'));
	const failures: string[] = [];
	const {api, call} = await startTestApi({
		speed: 1000,
		limits: false,
		environment: {PATH: process.env.PATH, TMPDIR: join(root, 'tmp')},
		volumesDirectory: join(root, 'volumes'),
		log: line => void (line.startsWith('internal error') && failures.push(line)),
	});
	return {root, api, call, failures, words: await furnish(call), file: join(root, 'come-to-be')};
};

const isAnswer = ({status, contentType}: RawReply, {operation}: Route): boolean => {
	const isKnown = (status >= 200 && status < 500) || (status === 501 && /^Tokens_request|^Managed/.test(operation));
	return isKnown && (status === 204 || status === 202 || /^(?:application\/json|text\/plain)/.test(contentType));
};

/** Sends requests, some at a time; answers what was not as it should be. */
const sendAll = async (port: number, route: Route, requests: readonly Sent[]): Promise<readonly string[]> => {
	const problems: string[] = [];
	const queue = requests.values();
	const work = async (): Promise<void> => {
		for (const {path, body, isWrong = false} of queue) {
			const reply = await sendRaw(port, route.method, path, body);
			if (!isAnswer(reply, route) || (isWrong && reply.status !== 400)) {
				problems.push(`${path.slice(0, 200)} ${body?.slice(0, 200) ?? ''} -> ${reply.status} ${reply.text.slice(0, 200)}`);
			}
		}
	};

	await Promise.all(Array.from({length: 8}, work));
	return problems;
};

describe.each(routes.map(route => [`${route.method} ${route.path}`, route] as const))('%s', (_, route) => {
	test('answers whatever it is sent, never with a 500, and nothing comes to be outside', {timeout: 60_000}, async () => {
		const {root, api, call, failures, words, file} = await start();
		const path = filledIn(route.path, words);
		const requests = [
			...wordRequests(route, words),
			...queryRequests(path, file),
			...bodyRequests(path, route, await shapeOf(route), file),
		];
		const problems = await sendAll(api.port, route, requests);

		expect(failures).toEqual([]);
		expect(problems).toEqual([]);
		await call('DELETE', '/_flydeck/faults');
		expect((await call('GET', '/v1/apps?org_slug=personal')).status).toBe(200);
		expect(readdirSync(root).toSorted()).toEqual(['tmp', 'volumes']);
		expect(readdirSync(join(root, 'tmp')).filter(name => !name.startsWith('flydeck-'))).toEqual([]);
		expect(readdirSync(join(root, 'volumes')).filter(name => !/^(?:vol|vs)_/.test(name))).toEqual([]);
		expect(Reflect.get({}, 'polluted')).toBeUndefined();
	});
});
