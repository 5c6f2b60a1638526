import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {type Api, createApi} from '../../source/api/api.ts';
import {decodeApp, decodeAppList} from '../../source/api/decode/app.ts';
import {decodeEvents} from '../../source/api/decode/event.ts';
import {decodeHeldLease, decodeLeaseAnswer} from '../../source/api/decode/lease.ts';
import {decodeMachineList} from '../../source/api/decode/machine-list.ts';
import type {ApiErrorKind} from '../../source/api/errors.ts';
import type {Json} from '../../source/domain/json.ts';
import {machinesApiDir} from '../helpers/machines-api-dir.ts';
import {createManualClock} from '../helpers/manual-clock.ts';

const folder = join(machinesApiDir ?? '.', 'fixtures');
const read = (name: string): Json => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const names =
	machinesApiDir === undefined ? [] : readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter(name => name.endsWith('.json'));
const named = (pattern: RegExp): readonly string[] => names.filter(name => pattern.test(name));

const kindOfStatus: Readonly<Record<number, ApiErrorKind>> = {
	400: 'invalid',
	401: 'unauthorized',
	403: 'forbidden',
	404: 'not-found',
	408: 'deadline',
	409: 'conflict',
	412: 'precondition',
	422: 'invalid',
	429: 'rate-limited',
	503: 'server',
};

type KnownError = {readonly http_status: number; readonly body: Readonly<Record<string, string>>; readonly when: string};
const knownErrors: readonly KnownError[] = names.includes('errors.json')
	? JSON.parse(readFileSync(join(folder, 'errors.json'), 'utf8'))
	: [];

const apiOver = (fetch: () => Promise<Response>): Api =>
	createApi({baseUrl: 'http://api.invalid', token: 'abc', clock: createManualClock(), userAgent: 'flydeck/1', fetch});

describe.skipIf(machinesApiDir === undefined)('recorded and documented answers', () => {
	test('there are answers of every sort to read', () => {
		expect(named(/(?:^|\/)(?:docs|live)?-?machine-|-machine-/).length).toBeGreaterThan(10);
		expect(named(/^docs-lease-(?:create|get)/)).toHaveLength(3);
		expect(named(/^docs-app-get/)).toHaveLength(2);
		expect(named(/^live-events/)).toHaveLength(2);
		expect(knownErrors.length).toBeGreaterThan(20);
	});

	test.for(named(/(?:^(?:docs|live)-|\/)machine-/))('%s decodes without an issue', name => {
		const list = decodeMachineList([read(name)], 'shop');
		expect(list?.issues).toEqual([]);
		const [machine] = list?.machines ?? [];
		expect(machine?.state).not.toBe('');
		expect(machine?.instanceId).toHaveLength(name.includes('2023') ? 27 : 26);
		expect(machine?.createdAtMs).toBeGreaterThan(0);
		if (machine?.config !== undefined) {
			expect(machine.config.image).not.toBe('');
			expect(machine.config.guest).toBeDefined();
		}
	});

	test.for(named(/^live-events/))('%s decodes to events, newest first', name => {
		const body = read(name);
		const events = decodeEvents(body);
		expect(events).toHaveLength(Array.isArray(body) ? body.length : 0);
		expect(events.map(event => event.timestampMs)).toEqual(events.map(event => event.timestampMs).toSorted((a, b) => b - a));
		expect(events.every(event => event.type !== '' && event.status !== '' && event.source !== '')).toBe(true);
	});

	test.for(named(/^docs-lease-create/))('%s decodes to a lease with its nonce', name => {
		expect(decodeHeldLease(read(name))).toMatchObject({owner: 'hello@fly.io', nonce: expect.stringMatching(/^[\da-f]{12}$/)});
	});

	test.for(named(/^docs-lease-get/))('%s decodes to a lease without its nonce', name => {
		expect(decodeLeaseAnswer(read(name))).toEqual({owner: 'hello@fly.io', description: '', expiresAtMs: 1_708_569_778_000});
	});

	test.for(named(/^docs-app-get/))('%s decodes to an app', name => {
		expect(decodeApp(read(name))).toMatchObject({name: 'my-app-name', organizationSlug: 'personal'});
	});

	test.for(named(/^docs-app-list/))('%s decodes to apps', name => {
		expect(decodeAppList(read(name))).toMatchObject([{name: 'my-app-1', machineCount: 3}]);
	});

	test.for([
		{
			name: 'docs-app-create.json',
			call: (api: Api) => api.createApp({name: 'a', organizationSlug: 'b'}),
			result: {id: 'z4k69dxd8r31p5mx'},
		},
		{name: 'docs-start.json', call: (api: Api) => api.startMachine('shop', 'm1'), result: {previousState: 'stopped'}},
		{name: 'docs-ok-true.json', call: (api: Api) => api.stopMachine('shop', 'm1'), result: undefined},
		{name: 'docs-lease-release.json', call: (api: Api) => api.releaseLease('shop', 'm1', 'n0nce'), result: undefined},
		{
			name: 'live-wait-destroyed-2026-09.json',
			call: (api: Api) => api.waitForMachine('shop', 'm1', {state: 'destroyed', timeoutSeconds: 5}),
			result: {state: 'destroyed'},
		},
	])('$name is a good answer', async ({name, call, result}) => {
		expect(await call(apiOver(async () => Response.json(read(name))))).toEqual(result);
	});

	test.for(knownErrors)('$http_status on "$when" gets its kind', async ({http_status, body}) => {
		const api = apiOver(async () => Response.json(body, {status: http_status}));
		const text = body.message ?? body.error ?? '';
		const isLease = text.includes('lease currently held by');
		await expect(api.startMachine('shop', 'm1')).rejects.toMatchObject({
			kind: isLease ? 'lease-held' : kindOfStatus[http_status],
			status: http_status,
			detail: text,
			heldBy: isLease ? {owner: expect.stringContaining('@'), expiresAtMs: expect.any(Number)} : undefined,
		});
	});
});
