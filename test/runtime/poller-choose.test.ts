import {expect, onTestFinished, test} from 'vitest';
import {createPoller} from '../../source/runtime/poller.ts';
import {jsonAnswer} from '../helpers/stub-server.ts';
import {createHarness, createHold} from './harness.ts';

const apps = jsonAnswer({
	total_apps: 2,
	apps: [
		{id: '1', name: 'web'},
		{id: '2', name: 'worker'},
	],
});
const machinesOf = (app: string): string => `GET /v1/apps/${app}/machines`;

const start = async () => {
	const harness = await createHarness(
		{'GET /v1/apps': apps, [machinesOf('web')]: jsonAnswer([]), [machinesOf('worker')]: jsonAnswer([])},
		{apps: []},
	);
	const {api, store, clock} = harness;
	const poller = createPoller({api, store, clock, random: () => 0, organization: 'personal', apps: [], intervalMs: undefined});
	onTestFinished(poller.stop);
	const choose = (names: readonly string[]): void => {
		store.dispatch({type: 'apps-chosen', apps: names});
		poller.choose(names);
	};
	const followed = () => [...store.getState().feeds.keys()];
	return {...harness, poller, choose, followed};
};

test('the poller follows exactly the apps that are chosen, and lists the apps no more', async () => {
	const {poller, clock, choose, followed, requests, until, quiet} = await start();
	poller.start();
	await until(() => requests(machinesOf('worker')).length === 1);
	await quiet();
	choose(['worker']);
	const before = requests(machinesOf('web')).length;
	for (let turn = 0; turn < 8; turn++) {
		clock.advance(5000);
		await quiet();
	}

	expect(followed()).toEqual(['worker']);
	expect(requests('GET /v1/apps')).toHaveLength(1);
	expect(requests(machinesOf('web'))).toHaveLength(before);
	expect(requests(machinesOf('worker')).length).toBeGreaterThan(1);
});

test('a list of apps that was on its way when apps were chosen does not undo that', async () => {
	const {poller, answers, choose, followed, requests, until, quiet} = await start();
	const hold = createHold();
	answers['GET /v1/apps'] = hold.answer;
	poller.start();
	await until(() => hold.count() === 1);
	choose(['web']);
	hold.letGo(apps);
	await until(() => requests(machinesOf('web')).length === 1);
	await quiet();
	expect(followed()).toEqual(['web']);
});

test('with no app chosen it follows all of the organization again', async () => {
	const {poller, choose, followed, until} = await start();
	poller.start();
	await until(() => followed().length === 2);
	choose(['web']);
	choose([]);
	await until(() => followed().length === 2);
});
