import {describe, expect, test, vi} from 'vitest';
import {createApi} from '../../source/api/api.ts';
import {machineOffers} from '../../source/commands/curl-offers.ts';
import type {ResourceOrder, ResourceTarget, ResourceVerb} from '../../source/domain/resources/orders.ts';
import {createCopier} from '../../source/runtime/copier.ts';
import type {Deed} from '../../source/store/copying.ts';
import type {State} from '../../source/store/state.ts';
import {createStore} from '../../source/store/store.ts';
import {buildState, buildTarget} from '../helpers/build-state.ts';
import {startFlowServer} from '../helpers/flow-server.ts';
import {hasCurl, runCurl} from '../helpers/run-curl.ts';

vi.setConfig({testTimeout: 120_000});

const start = async () => {
	const server = await startFlowServer();
	const api = createApi({baseUrl: server.url, token: 'secret', clock: server.clock, userAgent: 'flydeck-test'});
	const commandOf = async (deed: Deed, state: State = buildState()): Promise<string> => {
		const copied: string[] = [];
		const toClipboard = (text: string): boolean => copied.push(text) > 0;
		const copier = createCopier({api, store: createStore(state), clock: server.clock, toClipboard});
		await copier.copyCurl([deed]);
		return copied.join('');
	};
	return {server, api, commandOf};
};

type Started = Awaited<ReturnType<typeof start>>;

/** How a machine comes into a state. */
const ways = {started: [], stopped: ['stop'], suspended: ['suspend']} as const;

type Holder = 'nobody' | 'this flydeck' | 'somebody else';

/** A machine of its own in a state, with a lease or without one, as a screen has it. */
const freshMachine = async ({server, api}: Started, state: keyof typeof ways, holder: Holder) => {
	const id = await server.launch();
	for (const way of ways[state]) {
		expect(await server.post(id, way)).toMatchObject({status: 200});
		await server.waitFor(id, state);
	}

	const taken = holder === 'nobody' ? undefined : await server.post(id, 'lease', {ttl: 3600});
	const nonce = taken === undefined ? '' : JSON.parse(taken.text).data.nonce;
	const machine = await api.getMachine('web', id);
	const lease = await api.getLease('web', id);
	const isOurs = holder === 'this flydeck' && lease !== undefined;
	const held = isOurs ? {ownLeases: new Map([[id, {...lease, isRenewed: false}]])} : {};
	const target = buildTarget({id, name: machine.name, state});
	return {nonce: String(nonce), state: buildState({machines: [{...machine, lease}], nowMs: server.clock.now(), ...held}), target};
};

/** What cannot be done in that state, though it is offered: to wait for another one, and to look at what is not there. */
const unanswered = (title: string, state: string, holder: Holder): boolean =>
	(title.startsWith('wait until') && title !== `wait until it is ${state}`) || (title === 'look at its lease' && holder === 'nobody');

describe.skipIf(!hasCurl)('every command that is offered does its act, each on a machine of its own', () => {
	test.each([
		['started', 'nobody'],
		['started', 'this flydeck'],
		['started', 'somebody else'],
		['stopped', 'nobody'],
		['stopped', 'this flydeck'],
		['suspended', 'nobody'],
		['suspended', 'this flydeck'],
	] as const)('which is %s, with a lease of %s', async (state, holder) => {
		const started = await start();
		const first = await freshMachine(started, state, holder);
		const titles = machineOffers(first.state, first.target).map(({title}) => title);
		expect(titles.length).toBeGreaterThan(10);
		for (const title of titles.filter(each => !unanswered(each, state, holder))) {
			const fresh = await freshMachine(started, state, holder);
			const offer = machineOffers(fresh.state, fresh.target).find(each => each.title === title);
			const command = offer !== undefined && 'deed' in offer ? await started.commandOf(offer.deed, fresh.state) : '';
			const ran = await runCurl(command, holder === 'nobody' ? {} : {NONCE: fresh.nonce});
			const isRefused = holder === 'somebody else' && /^(?:start|stop|suspend|restart|cordon|uncordon|update|delete|force)/.test(title);
			const status = expect.stringMatching(isRefused ? /^409$/ : /^20[0-4]$/);
			expect([title, ran, command]).toMatchObject([title, {status}, command]);
		}
	});
});

type Prepared = {readonly id: string; readonly kind: ResourceTarget['kind']; readonly order: ResourceOrder};

const newVolume = async ({server}: Started): Promise<string> => {
	const {body} = await server.call('POST', '/v1/apps/web/volumes', {name: 'data', region: 'fra', size_gb: 1});
	return String(body.id);
};

const newCertificate = async ({api}: Started): Promise<string> => {
	await api.addAcmeCertificate('web', 'www.example.com');
	return 'www.example.com';
};

/** What each order of the resources needs to be there, and how it is given. */
const orders: {readonly [Verb in ResourceVerb]: (started: Started) => Promise<Prepared>} = {
	'create-app': async () => ({id: 'shop', kind: 'apps', order: {verb: 'create-app'}}),
	async 'delete-app'({api}) {
		await api.createApp({name: 'shop', organizationSlug: 'personal'});
		return {id: 'shop', kind: 'apps', order: {verb: 'delete-app', machineCount: 0}};
	},
	'create-volume': async () => ({
		id: 'data',
		kind: 'volumes',
		order: {verb: 'create-volume', region: 'fra', sizeGb: 1, encrypted: true},
	}),
	'extend-volume': async started => ({id: await newVolume(started), kind: 'volumes', order: {verb: 'extend-volume', sizeGb: 2}}),
	'delete-volume': async started => ({id: await newVolume(started), kind: 'volumes', order: {verb: 'delete-volume'}}),
	'create-snapshot': async started => ({id: await newVolume(started), kind: 'volumes', order: {verb: 'create-snapshot'}}),
	'set-secret': async () => ({id: 'KEY', kind: 'secrets', order: {verb: 'set-secret', value: 'marked'}}),
	async 'delete-secret'({api}) {
		await api.setSecrets('web', {KEY: 'marked'});
		return {id: 'KEY', kind: 'secrets', order: {verb: 'delete-secret'}};
	},
	'add-certificate': async () => ({id: 'www.example.com', kind: 'certificates', order: {verb: 'add-certificate'}}),
	'check-certificate': async started => ({id: await newCertificate(started), kind: 'certificates', order: {verb: 'check-certificate'}}),
	'delete-certificate': async started => ({id: await newCertificate(started), kind: 'certificates', order: {verb: 'delete-certificate'}}),
	'assign-ip': async () => ({id: '', kind: 'ips', order: {verb: 'assign-ip', type: 'v6', region: undefined}}),
	async 'release-ip'({api}) {
		const {ip} = await api.assignIp('web', {type: 'v6', region: undefined});
		return {id: ip, kind: 'ips', order: {verb: 'release-ip'}};
	},
};

test.skipIf(!hasCurl).each(Object.entries(orders))('the command to %s does it, and has no secret in it', async (_verb, prepare) => {
	const started = await start();
	const {id, kind, order} = await prepare(started);
	const app = kind === 'apps' ? '' : 'web';
	const command = await started.commandOf({type: 'act-on-resource', target: {kind, app, id, words: id}, order});
	expect(command).not.toContain('marked');
	expect([command, await runCurl(command, {KEY_VALUE: 'marked'})]).toMatchObject([command, {status: expect.stringMatching(/^20[0-4]$/)}]);
});
