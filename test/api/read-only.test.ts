import {expect, test} from 'vitest';
import {type Calls, createApi} from '../../source/api/api.ts';
import {createManualClock} from '../helpers/manual-clock.ts';
import {startStubServer} from '../helpers/stub-server.ts';
import {failureOf, options} from './failing.ts';

const [app, id, nonce] = ['web', '148ed599b54587', 'nonce'];

/** Each call that changes something. */
const writes: readonly (readonly [string, (calls: Calls) => Promise<unknown>])[] = [
	['createApp', calls => calls.createApp({name: app, organizationSlug: 'personal'})],
	['deleteApp', calls => calls.deleteApp(app, {force: true})],
	['createMachine', calls => calls.createMachine(app, {config: {}})],
	['createLeasedMachine', calls => calls.createLeasedMachine(app, {config: {}}, 13)],
	['updateMachine', calls => calls.updateMachine(app, id, {config: {}})],
	['startMachine', calls => calls.startMachine(app, id)],
	['stopMachine', calls => calls.stopMachine(app, id)],
	['suspendMachine', calls => calls.suspendMachine(app, id)],
	['restartMachine', calls => calls.restartMachine(app, id)],
	['signalMachine', calls => calls.signalMachine(app, id, 'SIGHUP')],
	['cordonMachine', calls => calls.cordonMachine(app, id)],
	['uncordonMachine', calls => calls.uncordonMachine(app, id)],
	['deleteMachine', calls => calls.deleteMachine(app, id, {force: true})],
	['acquireLease', calls => calls.acquireLease(app, id, {ttlSeconds: 13, description: ''})],
	['refreshLease', calls => calls.refreshLease(app, id, {ttlSeconds: 13, description: '', nonce})],
	['releaseLease', calls => calls.releaseLease(app, id, nonce)],
];

const apiOf = async (isReadOnly: boolean) => {
	const asked: string[] = [];
	const server = await startStubServer((response, request) => {
		asked.push(request.method ?? '');
		response.writeHead(500).end();
	});
	return {asked, api: createApi({...options, isReadOnly, baseUrl: server.baseUrl, clock: createManualClock(0)})};
};

test.each(writes)('%s is not sent where nothing may be changed, and says so', async (_name, call) => {
	const {api, asked} = await apiOf(true);
	const {message, outcomeUnknown} = await failureOf(call(api));
	expect(message).toMatch(/^Could not .+: flydeck is read-only here, and nothing was sent\.$/);
	expect(outcomeUnknown).toBe(false);
	expect(asked).toEqual([]);
});

test.each(writes)('%s is sent elsewhere', async (_name, call) => {
	const {api, asked} = await apiOf(false);
	await failureOf(call(api));
	expect(asked).toHaveLength(1);
	expect(asked).not.toEqual(['GET']);
});

test('what only reads is sent all the same', async () => {
	const {api, asked} = await apiOf(true);
	await failureOf(api.listMachines(app));
	expect(asked).toEqual(['GET']);
});
