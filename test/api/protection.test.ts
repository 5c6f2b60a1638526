import {expect, test} from 'vitest';
import {type Api, createApi} from '../../source/api/api.ts';
import {createManualClock} from '../helpers/manual-clock.ts';
import {patternsOf} from '../helpers/patterns-of.ts';
import {startStubServer} from '../helpers/stub-server.ts';
import {failureOf, options} from './failing.ts';
import {app, id, writes} from './writes.ts';

/** The calls that only read, or read what they are to change first. */
const reads: readonly string[] = [
	'listApps',
	'getApp',
	'listMachines',
	'getMachine',
	'getExactConfig',
	'waitForMachine',
	'getLease',
	'checkLease',
	'listEvents',
	'listVersions',
	'listProcesses',
	'getMetadata',
	'listVolumes',
	'listSnapshots',
	'listSecrets',
	'listCertificates',
	'getCertificate',
	'listIpAssignments',
	'listRegions',
	'currentTokens',
	'listOrganizationMachines',
	'getLogs',
	'breakLease',
];

/** A server with a machine and a volume in a region, whose answers to all else are failures. */
const apiOf = async (patterns: readonly string[], region = 'fra') => {
	const sent: string[] = [];
	const server = await startStubServer((response, {method, url = ''}) => {
		const machine = {id, name: 'web-1', state: 'started', region};
		const lists: Readonly<Record<string, unknown>> = {
			machines: [machine],
			volumes: [{id: 'vol_1', name: 'data', state: 'created', region}],
			[id]: machine,
			lease: {nonce: 'theirs', owner: 'ada', expires_at: 1_800_000_060},
		};
		const answer = method === 'GET' ? lists[url.split('?')[0]?.split('/').at(-1) ?? ''] : undefined;
		sent.push(...(method === 'GET' ? [] : [`${method} ${url}`]));
		response.writeHead(answer === undefined ? 500 : 200, {'content-type': 'application/json'}).end(JSON.stringify(answer ?? {}));
	});
	const api = createApi({...options, protection: patternsOf(...patterns), baseUrl: server.baseUrl, clock: createManualClock(0)});
	return {api, sent};
};

const know = async (api: Api): Promise<void> => {
	await api.listMachines(app);
	await api.listVolumes(app);
};

test('every call is known to read or to write', () => {
	const api = createApi({...options, baseUrl: 'http://127.0.0.1:1', clock: createManualClock(0)});
	const calls = Object.keys(api).filter(name => !['baseUrl', 'allowing', 'curlOf'].includes(name));
	expect(calls.toSorted()).toEqual([...reads, ...writes.map(({name}) => name)].toSorted());
});

test.each(writes.filter(({isOwnLease}) => isOwnLease !== true))('$name is not sent to a protected app, and says so', async ({call}) => {
	const {api, sent} = await apiOf(['app:w*']);
	const {message, outcomeUnknown} = await failureOf(call(api));
	expect(message).toMatch(/^Could not .+: it is protected by app:w\* and was not confirmed, so nothing was sent\.$/);
	expect(outcomeUnknown).toBe(false);
	expect(sent).toEqual([]);
});

test.each(writes)('$name is sent by work that is allowed to change that, and to another app', async ({call, subject}) => {
	const {api, sent} = await apiOf(['app:web']);
	await failureOf(api.allowing([subject], () => call(api)));
	expect(sent).toHaveLength(1);
	const other = await apiOf(['app:prod-*', 'region:ams']);
	await know(other.api);
	await failureOf(call(other.api));
	expect(other.sent).toHaveLength(1);
});

test.each(writes.filter(({isOwnLease}) => isOwnLease === true))(
	'$name is sent all the same: it was asked about when the lease was taken',
	async ({call}) => {
		const {api, sent} = await apiOf(['app:web']);
		await failureOf(call(api));
		expect(sent).toHaveLength(1);
	},
);

test.each(writes.filter(({isOwnLease, name}) => isOwnLease !== true && !/^create(?:App|Machine|LeasedMachine|Volume)$/.test(name)))(
	'$name is not sent to a protected region, once it is known what is there',
	async ({call}) => {
		const {api, sent} = await apiOf(['region:fra']);
		await know(api);
		expect((await failureOf(call(api))).message).toContain('it is protected by region:fra');
		expect(sent).toEqual([]);
	},
);

test('a look at one machine tells where it is too', async () => {
	const {api, sent} = await apiOf(['region:fra']);
	await api.getMachine(app, id);
	await failureOf(api.stopMachine(app, id));
	expect(sent).toEqual([]);
});

test.each(['fra', 'ams'])('what is new goes to the region %s only where that is not protected', async region => {
	const {api, sent} = await apiOf(['region:fra']);
	await failureOf(api.createMachine(app, {config: {}, region}));
	await failureOf(api.createVolume(app, {name: 'data', region}));
	expect(sent).toHaveLength(region === 'fra' ? 0 : 2);
});

test('to break a lease is not to give back a lease of ours', async () => {
	const {api, sent} = await apiOf(['app:web']);
	expect((await failureOf(api.breakLease(app, id, 'ada'))).message).toContain('it is protected by app:web');
	expect(sent).toEqual([]);
});

test('what is allowed is allowed for these subjects alone, and while the work lasts', async () => {
	const {api, sent} = await apiOf(['app:web']);
	const subject = {app, kind: 'machines', id, regions: []};
	await api.allowing([subject], async () => {
		await failureOf(api.stopMachine(app, 'other'));
		await failureOf(api.createMachine(app, {config: {}}));
		await failureOf(api.deleteApp(app));
		await failureOf(api.setSecrets(app, {KEY: 'value'}));
		expect(sent).toEqual([]);
		await api.allowing([subject], () => failureOf(api.stopMachine(app, id)));
		await failureOf(api.startMachine(app, id));
		expect(sent).toHaveLength(2);
	});
	await failureOf(api.stopMachine(app, id));
	expect(sent).toHaveLength(2);
});

test('work that fails leaves nothing allowed', async () => {
	const {api, sent} = await apiOf(['app:web']);
	const failing = api.allowing([{app, kind: 'machines', id, regions: []}], async () => {
		throw new Error('broken');
	});
	await expect(failing).rejects.toThrow('broken');
	await failureOf(api.stopMachine(app, id));
	expect(sent).toEqual([]);
});
