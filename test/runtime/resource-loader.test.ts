import {describe, expect, onTestFinished, test} from 'vitest';
import {createResourceLoader} from '../../source/runtime/resource-loader.ts';
import {newScreen, type ResourceScreen, selectResourceRows} from '../../source/store/screens.ts';
import {jsonAnswer} from '../helpers/stub-server.ts';
import {createHarness, createHold} from './harness.ts';

const secretsOf = (app: string): string => `GET /v1/apps/${app}/secrets`;
const web = secretsOf('web');
const secrets = (...names: readonly string[]) => jsonAnswer({secrets: names.map(name => ({name, digest: 'd'}))});

const startLoader = async () => {
	const harness = await createHarness({[web]: secrets('A'), [secretsOf('worker')]: secrets('B')});
	const {api, store, clock} = harness;
	const loader = createResourceLoader({api, store, clock, organization: 'personal'});
	onTestFinished(() => loader.stop());
	loader.start();
	const show = (...screens: readonly ResourceScreen[]): void => store.dispatch({type: 'view-changed', change: {screens}});
	const names = () => selectResourceRows(store.getState()).map(({id}) => id);
	return {...harness, loader, show, names};
};

describe('the loader of tables', () => {
	test('reads what is shown at once, again every 15 s, and nothing more once it is not', async () => {
		const {clock, show, names, requests, until, quiet} = await startLoader();
		show(newScreen('secrets', ['web']));
		await until(() => names().length === 1);
		await quiet();
		clock.advance(14_999);
		await quiet();
		expect(requests(web)).toHaveLength(1);
		clock.advance(1);
		await until(() => requests(web).length === 2);
		await quiet();
		show();
		clock.advance(60_000);
		await quiet();
		expect(requests(web)).toHaveLength(2);
	});

	test('reads the lists of several apps one after the other', async () => {
		const {answers, show, names, requests, until, quiet} = await startLoader();
		const hold = createHold();
		answers[web] = hold.answer;
		show(newScreen('secrets', ['web', 'worker']));
		await until(() => hold.count() === 1);
		await quiet();
		expect(requests(secretsOf('worker'))).toHaveLength(0);
		hold.letGo(secrets('A'));
		await until(() => names().length === 2);
	});

	test('reads at once when asked to, even while paused', async () => {
		const {store, loader, show, requests, until, quiet, clock} = await startLoader();
		show(newScreen('secrets', ['web']));
		await until(() => requests(web).length === 1);
		await quiet();
		store.dispatch({type: 'view-changed', change: {isPaused: true}});
		clock.advance(60_000);
		await quiet();
		expect(requests(web)).toHaveLength(1);
		loader.refresh();
		await until(() => requests(web).length === 2);
		await quiet();
		store.dispatch({type: 'view-changed', change: {isPaused: false}});
		await until(() => requests(web).length === 3);
	});

	test('never has two requests for a table under way', async () => {
		const {answers, loader, show, requests, until, quiet} = await startLoader();
		const hold = createHold();
		answers[web] = hold.answer;
		show(newScreen('secrets', ['web']));
		await until(() => hold.count() === 1);
		loader.refresh();
		loader.refresh();
		await quiet();
		expect(requests(web)).toHaveLength(1);
		hold.letGo(secrets('A'));
		await until(() => requests(web).length === 2);
	});

	test('keeps the rows when reading fails, tells why once, and tells the end of it', async () => {
		const {answers, clock, notes, names, show, requests, until, quiet} = await startLoader();
		show(newScreen('secrets', ['web']));
		await until(() => names().length === 1);
		await quiet();
		answers[web] = jsonAnswer({error: 'not allowed'}, 403, {'fly-request-id': '01REQ'});
		for (const count of [2, 3]) {
			clock.advance(15_000);
			await until(() => requests(web).length === count);
			await quiet();
		}

		expect(names()).toEqual(['A']);
		expect(notes()).toEqual([expect.stringMatching(/does not allow this token .* list the .* of app web: not allowed \(request 01REQ\)/)]);
		answers[web] = secrets('A', 'B');
		clock.advance(15_000);
		await until(() => names().length === 2);
		expect(notes()[1]).toMatch(/^The secrets of app web: live again after/);
	});

	test('goes to the table that was opened meanwhile', async () => {
		const {answers, show, names, requests, until} = await startLoader();
		const hold = createHold();
		answers[web] = hold.answer;
		show(newScreen('secrets', ['web', 'api']));
		await until(() => hold.count() === 1);
		show(newScreen('secrets', ['worker']));
		hold.letGo(secrets('A'));
		await until(() => names().join() === 'B');
		expect(requests(secretsOf('api'))).toHaveLength(0);
	});

	test('reads all of a certificate whose details are open', async () => {
		const {answers, store, show, until} = await startLoader();
		answers['GET /v1/apps/web/certificates'] = jsonAnswer({certificates: [{hostname: 'a.example.com'}], total_count: 1});
		answers['GET /v1/apps/web/certificates/a.example.com'] = jsonAnswer({
			hostname: 'a.example.com',
			status: 'active',
			configured: true,
			certificates: [],
			dns_requirements: {},
			validation_errors: [],
		});
		const screen = newScreen('certificates', ['web']);
		show(screen);
		await until(() => selectResourceRows(store.getState()).length === 1);
		show({...screen, cursorKey: 'web/a.example.com', focus: 'details'});
		await until(() => store.getState().certificates.get('web/a.example.com')?.status === 'active');
	});
});
