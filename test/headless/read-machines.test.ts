import {expect, test} from 'vitest';
import {createApi} from '../../source/api/api.ts';
import {readMachines} from '../../source/headless/read-machines.ts';
import {systemClock} from '../../source/runtime/clock.ts';
import {startTestApi} from '../helpers/local-server.ts';
import {createManualClock} from '../helpers/manual-clock.ts';
import {jsonAnswer, startStubServer} from '../helpers/stub-server.ts';

const apiAt = (baseUrl: string, token = 'secret') => createApi({baseUrl, token, clock: systemClock, userAgent: 'test'});

const twoApps = async () => {
	const {api, call} = await startTestApi();
	for (const app of ['web', 'worker']) {
		await call('POST', '/v1/apps', {app_name: app, org_slug: 'personal'});
		await call('POST', `/v1/apps/${app}/machines`, {config: {image: 'nginx'}});
	}

	return api.url;
};

test('all apps of the organization are read when none is named', async () => {
	const {machines, ...rest} = await readMachines(apiAt(await twoApps()), [], 'personal', createManualClock());
	expect(machines.map(({app}) => app).sort()).toEqual(['web', 'worker']);
	expect(rest).toEqual({issues: [], failures: [], isUnauthorized: false});
});

test('only the apps that are named are read', async () => {
	const {machines} = await readMachines(apiAt(await twoApps()), ['worker'], 'personal', createManualClock());
	expect(machines.map(({app}) => app)).toEqual(['worker']);
});

test('an app that cannot be read does not hide the others', async () => {
	const {machines, failures, isUnauthorized} = await readMachines(
		apiAt(await twoApps()),
		['nowhere', 'web'],
		'personal',
		createManualClock(),
	);
	expect(machines.map(({app}) => app)).toEqual(['web']);
	expect(failures).toEqual([expect.stringContaining('nowhere')]);
	expect(isUnauthorized).toBe(false);
});

test('an organization without apps, which an unknown one is to the API, is a failure', async () => {
	const reading = await readMachines(apiAt(await twoApps()), [], 'nowhere', createManualClock());
	expect(reading).toEqual({
		machines: [],
		issues: [],
		failures: ['The organization nowhere has no apps that this token can see.'],
		isUnauthorized: false,
	});
});

test('a refused token is told apart from other failures', async () => {
	const {machines, failures, isUnauthorized} = await readMachines(apiAt(await twoApps(), 'wrong'), [], 'personal', createManualClock());
	expect(machines).toEqual([]);
	expect(failures).toHaveLength(1);
	expect(isUnauthorized).toBe(true);
});

test('a machine that cannot be read is an issue, and the others are there', async () => {
	const {baseUrl} = await startStubServer(jsonAnswer([{id: '148e', name: 'web-1', state: 'started'}, 42]));
	const {machines, issues, failures} = await readMachines(apiAt(baseUrl), ['web'], 'personal', createManualClock());
	expect(machines.map(({id}) => id)).toEqual(['148e']);
	expect(issues).toHaveLength(1);
	expect(failures).toEqual([]);
});
