/*
Every call of the client is made over HTTP to the local API, and each request must be one that the published OpenAPI document knows: its
method and path, the words of its query, the keys of its body.
*/
import {mkdtempSync} from 'node:fs';
import {rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {type Api, createApi} from '../../source/api/api.ts';
import {isJsonObject, type Json} from '../../source/domain/json.ts';
import {systemClock} from '../../source/runtime/clock.ts';
import {eventually} from '../helpers/eventually.ts';
import {startTestApi} from '../helpers/local-server.ts';
import {machinesApiDir} from '../helpers/machines-api-dir.ts';
import {type Operation, operationAt, operations, requestFieldsOf} from '../helpers/openapi-document.ts';

type Sent = {readonly method: string; readonly url: URL; readonly keys: readonly string[]};

const keysIn = (body: string): readonly string[] => {
	const value: Json = body === '' ? null : JSON.parse(body);
	return isJsonObject(value) ? Object.keys(value) : [];
};

/** A client of a local API that runs real processes, and what it was asked and has sent. */
const startClient = async () => {
	const volumesDirectory = mkdtempSync(join(tmpdir(), 'flydeck-test-'));
	onTestFinished(() => rm(volumesDirectory, {recursive: true, force: true}));
	const {api: server} = await startTestApi({speed: 100, volumesDirectory});
	const sent: Sent[] = [];
	const api = createApi({
		baseUrl: server.url,
		token: 'secret',
		clock: systemClock,
		userAgent: 'flydeck-test',
		async fetch(input, init) {
			const request = new Request(input, init);
			sent.push({method: request.method, url: new URL(request.url), keys: keysIn(await request.clone().text())});
			return fetch(request);
		},
	});
	const asked = new Set<string>();
	const watched = new Proxy(api, {
		get(target, name, receiver) {
			asked.add(String(name));
			return Reflect.get(target, name, receiver);
		},
	});
	return {
		api: watched,
		sent,
		notAsked: () => Object.keys(api).filter(name => !asked.has(name) && !['baseUrl', 'curlOf', 'allowing'].includes(name)),
	};
};

const app = 'shop';
const script = 'trap "" HUP; echo hello; while true; do sleep 0.1; done';
const config = {image: 'busybox', init: {exec: ['sh', '-c', script]}};

const waitFor = (api: Api, id: string, state: string) => api.waitForMachine(app, id, {state, timeoutSeconds: 30});

const walkPlatform = async (api: Api): Promise<void> => {
	expect((await api.listRegions()).items.map(({code}) => code)).toContain('fra');
	expect((await api.currentTokens()).items).toHaveLength(1);
	await api.createApp({name: app, organizationSlug: 'personal'});
	expect(await api.listApps('personal')).toMatchObject([{name: app}]);
	expect(await api.getApp(app)).toMatchObject({name: app});
};

const walkInside = async (api: Api, id: string): Promise<void> => {
	expect(await api.execInMachine(app, id, {command: ['cat'], stdin: 'a\nb', timeoutSeconds: 10})).toEqual({
		exitCode: 0,
		exitSignal: undefined,
		stdout: 'a\nb',
		stderr: '',
	});
	await eventually(async () => expect((await api.listProcesses(app, id)).items).not.toEqual([]));
	expect(await api.listEvents(app, id, {limit: 1})).toMatchObject([{type: 'start', status: 'started'}]);
	await eventually(async () => {
		const {lines} = await api.getLogs(app, {instance: id, region: 'fra'});
		expect(lines.map(({provider, message}) => [provider, message])).toContainEqual(['app', 'hello']);
	});
	await api.setMetadata(app, id, 'role', 'web');
	await api.patchMetadata(app, id, {team: 'blue', old: null});
	await api.removeMetadata(app, id, 'role');
	expect(await api.getMetadata(app, id)).toEqual({team: 'blue'});
};

const walkLifecycle = async (api: Api, id: string): Promise<void> => {
	const {nonce} = await api.acquireLease(app, id, {ttlSeconds: 60, description: 'walk'});
	expect(await api.getLease(app, id)).toMatchObject({description: 'walk'});
	expect(await api.checkLease(app, id, nonce)).toMatchObject({isOurs: true});
	await api.refreshLease(app, id, {ttlSeconds: 60, description: 'walk', nonce});
	await api.cordonMachine(app, id, {nonce});
	expect(await api.getMachine(app, id)).toMatchObject({cordoned: true});
	await api.uncordonMachine(app, id, {nonce});
	await api.signalMachine(app, id, 'SIGHUP');
	const before = await api.getExactConfig(app, id);
	expect(before.config).toMatchObject(config);
	await api.updateMachine(app, id, {config: {...config, env: {NEW: 'yes'}}, currentVersion: before.instanceId ?? ''}, {nonce});
	await waitFor(api, id, 'started');
	const versions = await api.listVersions(app, id);
	expect(versions.items.map(({exactConfig}) => exactConfig.env)).toEqual([{NEW: 'yes'}, undefined]);
	await api.restartMachine(app, id, {nonce, stopSignal: 'SIGKILL', stopTimeoutSeconds: 5});
	await waitFor(api, id, 'started');
	await api.suspendMachine(app, id, {nonce});
	await waitFor(api, id, 'suspended');
	expect(await api.startMachine(app, id, {nonce})).toEqual({previousState: 'suspended'});
	await waitFor(api, id, 'started');
	await api.stopMachine(app, id, {nonce, stopSignal: 'SIGKILL', stopTimeoutSeconds: 5});
	await waitFor(api, id, 'stopped');
	await api.releaseLease(app, id, nonce);
	const {owner} = await api.acquireLease(app, id, {ttlSeconds: 60, description: 'to be broken'});
	expect(await api.breakLease(app, id, owner)).toEqual({isBroken: true, owner});
	expect(await api.getLease(app, id)).toBeUndefined();
};

const walkVolumes = async (api: Api): Promise<void> => {
	const {id} = await api.createVolume(app, {name: 'data', region: 'fra', sizeGb: 1, snapshotRetentionDays: 7, encrypted: false});
	expect(await api.extendVolume(app, id, 2)).toMatchObject({volume: {id, sizeGb: 2}, needsRestart: false});
	expect(await api.updateVolume(app, id, {snapshotRetentionDays: 9})).toMatchObject({snapshotRetentionDays: 9});
	await api.createSnapshot(app, id);
	expect(await api.listSnapshots(app, id)).toMatchObject({items: [{volumeSizeBytes: 2 * 1024 ** 3}], issues: []});
	expect(await api.listVolumes(app)).toMatchObject({items: [{id, app, name: 'data', sizeGb: 2}], issues: []});
	await api.deleteVolume(app, id);
};

const walkResources = async (api: Api): Promise<number | undefined> => {
	const {version} = await api.setSecrets(app, {KEY: 'hunter22', OTHER: 'x'});
	expect(version).toBeGreaterThan(0);
	await api.deleteSecret(app, 'OTHER');
	expect((await api.listSecrets(app)).items).toMatchObject([{name: 'KEY', digest: expect.stringMatching(/./)}]);
	expect(await api.addAcmeCertificate(app, 'example.com')).toMatchObject({hostname: 'example.com', acmeRequested: true});
	expect(await api.checkCertificate(app, 'example.com')).toMatchObject({hostname: 'example.com'});
	expect(await api.getCertificate(app, 'example.com')).toMatchObject({requirements: {cname: 'shop.fly.dev'}});
	expect(await api.listCertificates(app)).toMatchObject({items: [{hostname: 'example.com'}], issues: []});
	await api.deleteCertificate(app, 'example.com');
	const {ip} = await api.assignIp(app, {type: 'v6', region: 'ams'});
	expect(await api.listIpAssignments(app)).toMatchObject({items: [{ip, region: 'ams'}], issues: []});
	await api.releaseIp(app, ip);
	return version;
};

/** Newer than the document, or only in the official docs. */
const newerWords = new Set(['include_leases', 'force']);

const pattern = ({path}: Operation): RegExp => new RegExp(`^/v1${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);

const operationOf = ({method, url}: Sent): Operation | undefined =>
	operations
		.filter(operation => operation.method === method && pattern(operation).test(url.pathname))
		.toSorted((a, b) => a.path.split('{').length - b.path.split('{').length)[0];

/** What the document does not know of a request, a sentence each. */
const unknownTo = (sent: Sent): readonly string[] => {
	const operation = operationOf(sent);
	const name = `${sent.method} ${sent.url.pathname}`;
	if (operation === undefined) {
		return [name];
	}

	const parameters = operationAt(operation).parameters;
	const words = new Set((Array.isArray(parameters) ? parameters : []).map(parameter => (isJsonObject(parameter) ? parameter.name : '')));
	const keys = new Set(requestFieldsOf(operation).map(field => field.split('.')[0]));
	return [
		...[...sent.url.searchParams.keys()].filter(word => !words.has(word) && !newerWords.has(word)),
		...sent.keys.filter(key => !keys.has(key)),
	].map(word => `${name}: ${word}`);
};

const walk = async () => {
	const {api, sent, notAsked} = await startClient();
	await walkPlatform(api);
	const {id} = await api.createMachine(app, {name: 'web', region: 'fra', config, skipServiceRegistration: true});
	await waitFor(api, id, 'started');
	expect(await api.listMachines(app)).toMatchObject({machines: [{id, cordoned: true}], issues: []});
	expect(await api.listOrganizationMachines('personal', {updatedAfterMs: 0, includeDeleted: true})).toMatchObject({
		items: [{id, app, name: 'web', image: 'busybox'}],
		issues: [],
		errorRegions: [],
	});
	await walkInside(api, id);
	await walkLifecycle(api, id);
	await walkVolumes(api);
	const minSecretsVersion = await walkResources(api);
	const leased = await api.createLeasedMachine(app, {config, skipLaunch: true, minSecretsVersion}, 60);
	await api.deleteMachine(app, leased.machine.id, {nonce: leased.nonce, force: true});
	await waitFor(api, leased.machine.id, 'destroyed');
	await api.deleteApp(app, {force: true});
	return {sent, notAsked};
};

test('every call of the client works over HTTP with the local API', {timeout: 60_000}, async () => {
	const {notAsked} = await walk();
	expect(notAsked()).toEqual([]);
});

test.skipIf(machinesApiDir === undefined)(
	'no request has a word that the published document does not know',
	{timeout: 60_000},
	async () => {
		const {sent} = await walk();
		expect(sent.filter(({url}) => url.pathname.startsWith('/v1/')).flatMap(unknownTo)).toEqual([]);
	},
);
