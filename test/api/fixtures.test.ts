import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {type Api, createApi} from '../../source/api/api.ts';
import {decodeApp, decodeAppList} from '../../source/api/decode/app.ts';
import {decodeEvents} from '../../source/api/decode/event.ts';
import {decodeHeldLease, decodeLeaseAnswer} from '../../source/api/decode/lease.ts';
import {decodeMachineList} from '../../source/api/decode/machine-list.ts';
import type {ApiErrorKind} from '../../source/api/errors.ts';
import {isJsonObject, type Json} from '../../source/domain/json.ts';
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

	test.for([
		{name: 'docs-volume-list.json', call: (api: Api) => api.listVolumes('shop')},
		{name: 'docs-snapshot-list.json', call: (api: Api) => api.listSnapshots('shop', 'vol_1')},
		{name: 'docs-cert-list.json', call: (api: Api) => api.listCertificates('shop')},
		{name: 'synthetic/secrets.json', call: (api: Api) => api.listSecrets('shop')},
		{name: 'synthetic/ips.json', call: (api: Api) => api.listIpAssignments('shop')},
		{name: 'synthetic/ps.json', call: (api: Api) => api.listProcesses('shop', 'm1')},
		{name: 'synthetic/versions.json', call: (api: Api) => api.listVersions('shop', 'm1')},
		{name: 'synthetic/regions.json', call: (api: Api) => api.listRegions()},
	])('$name is a list without issues', async ({name, call}) => {
		const {items, issues} = await call(apiOver(async () => Response.json(read(name))));
		expect(items).not.toEqual([]);
		expect(issues).toEqual([]);
	});

	test.for([
		{name: 'docs-volume-create.json', call: (api: Api) => api.createVolume('shop', {name: 'data'})},
		{name: 'docs-volume-restoring.json', call: (api: Api) => api.createVolume('shop', {name: 'data', snapshotId: 'vs_1'})},
		{name: 'docs-volume-update.json', call: (api: Api) => api.updateVolume('shop', 'vol_1', {snapshotRetentionDays: 5})},
		{name: 'docs-volume-extend.json', call: async (api: Api) => (await api.extendVolume('shop', 'vol_1', 10)).volume},
	])('$name is a volume', async ({name, call}) => {
		expect(await call(apiOver(async () => Response.json(read(name))))).toMatchObject({
			id: expect.stringMatching(/^vv?ol_/),
			region: expect.stringMatching(/^[a-z]{3}$/),
		});
	});

	test.for(named(/^docs-cert-(?:acme|check|detail)/))('%s is a certificate', async name => {
		const certificate = await apiOver(async () => Response.json(read(name))).checkCertificate('shop', 'example.com');
		expect(certificate).toMatchObject({hostname: 'example.com', requirements: {cname: 'my-app-name.fly.dev'}});
		expect(certificate.certificates.every(({issuer}) => issuer !== '')).toBe(true);
	});

	test.for([
		{name: 'docs-snapshot-create.json', call: (api: Api) => api.createSnapshot('shop', 'vol_1'), result: undefined},
		{name: 'docs-volume-delete.json', call: (api: Api) => api.deleteVolume('shop', 'vol_1'), result: undefined},
		{
			name: 'docs-metadata-get.json',
			call: (api: Api) => api.getMetadata('shop', 'm1'),
			result: expect.objectContaining({fly_process_group: 'app'}),
		},
		{
			name: 'synthetic/exec.json',
			call: (api: Api) => api.execInMachine('shop', 'm1', {command: ['echo'], timeoutSeconds: 1}),
			result: {exitCode: 0, exitSignal: undefined, stdout: 'hello\n', stderr: ''},
		},
		{
			name: 'synthetic/logs.json',
			call: (api: Api) => api.getLogs('shop'),
			result: {lines: [expect.objectContaining({provider: 'app', instance: '28650d9f0d6e18'})], nextToken: '1774937291512345678'},
		},
	])('$name is read by its meaning', async ({name, call, result}) => {
		expect(await call(apiOver(async () => Response.json(read(name))))).toEqual(result);
	});

	test('a page of the machines of an organization is read', async () => {
		const page = read('synthetic/org-machines-page.json');
		const {items, errorRegions} = await apiOver(async () =>
			Response.json(isJsonObject(page) ? {...page, next_cursor: ''} : page),
		).listOrganizationMachines('acme');
		expect(items).toMatchObject([{app: 'demo-web', processGroup: 'web', guest: {cpus: 1}}]);
		expect(errorRegions).toEqual(['gru']);
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
