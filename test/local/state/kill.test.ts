/* A server with a state directory is killed in the middle of a thousand writes, and started again: all that it had acknowledged is there. */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {isJsonObject, type JsonObject} from '../../../source/domain/json.ts';
import {createRandom, wholeNumber} from '../../../source/local/random.ts';
import type {Call} from '../../helpers/local-server.ts';
import {startStateServer} from '../../helpers/state-server.ts';
import {type Client, type Contents, drawWrite, type Fact} from './client-writes.ts';

const temporaryDirectory = (): string => {
	const directory = mkdtempSync(join(tmpdir(), 'flydeck-test-'));
	onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
	return directory;
};

/** Lets each client write, one request at a time, until the server is gone. `onAcknowledged` hears of each write that was answered. */
const writeOn = async (clients: readonly Client[], call: Call, random: () => number, next: () => number, onAcknowledged: () => void) => {
	const work = async (client: Client): Promise<void> => {
		for (;;) {
			const {touches, request, learn} = drawWrite(client, random, next());
			for (const topic of touches) {
				client.facts.delete(topic);
			}

			const [method, path, body, nonce = ''] = request;
			const reply = await call(method, path, body, {headers: {'fly-machine-lease-nonce': nonce}}).catch(() => undefined);
			if (reply === undefined) {
				return;
			}

			if (reply.status < 300) {
				for (const [topic, fact] of Object.entries(learn(reply))) {
					client.facts.set(topic, fact);
				}

				onAcknowledged();
			}
		}
	};

	await Promise.all(clients.map(work));
};

const byKey = (values: unknown, key: string): ReadonlyMap<string, JsonObject> =>
	new Map((Array.isArray(values) ? values : []).filter(isJsonObject).map(value => [String(value[key]), value]));

const contentsOf = async ({app}: Client, call: Call): Promise<Contents> => {
	const path = `/v1/apps/${app}`;
	const machines = await call('GET', `${path}/machines?include_deleted=true&include_leases=true`);
	const secrets = await call('GET', `${path}/secrets?show_secrets=true`);
	const volumes = await call('GET', `${path}/volumes`);
	return {machines: byKey(machines.list, 'id'), secrets: byKey(secrets.body.secrets, 'name'), volumes: byKey(volumes.list, 'id')};
};

const lostTopics = async (clients: readonly Client[], call: Call): Promise<readonly string[]> => {
	const lost: string[] = [];
	for (const client of clients) {
		const contents = await contentsOf(client, call);
		lost.push(...[...client.facts].filter(([, holds]) => !holds(contents)).map(([topic]) => topic));
	}

	return lost;
};

test.each([1, 2, 3])(
	'a thousand writes, and kill -9 at moments drawn from seed %i: nothing acknowledged is lost',
	{timeout: 120_000},
	async seed => {
		const root = temporaryDirectory();
		const random = createRandom(seed);
		const clients = ['a', 'b', 'c', 'd'].map(app => ({app, facts: new Map<string, Fact>(), machines: new Map<string, string>()}));
		let acknowledged = 0;
		let number = 0;
		let server = await startStateServer(join(root, 'state'), root);
		for (const {app} of clients) {
			expect((await server.call('POST', '/v1/apps', {name: app, org_slug: 'personal'})).status).toBe(201);
		}

		while (acknowledged < 1000) {
			const killAt = acknowledged + 150 + wholeNumber(random, 500);
			const {call, kill} = server;
			await writeOn(
				clients,
				call,
				random,
				() => number++,
				() => {
					acknowledged++;
					if (acknowledged === killAt) {
						void kill();
					}
				},
			);
			await kill();
			server = await startStateServer(join(root, 'state'), root);
			expect(clients.reduce((sum, {facts}) => sum + facts.size, 0)).toBeGreaterThan(100);
			expect(await lostTopics(clients, server.call)).toEqual([]);
		}
	},
);
