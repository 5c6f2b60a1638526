import {describe, expect, test, vi} from 'vitest';
import {selectConnection} from '../../source/store/connection.ts';
import {appNumber, startManyApps} from '../helpers/many-apps.ts';

vi.setConfig({testTimeout: 60_000});

const organization = '/v1/orgs/personal/machines';
const count = 16;
const first = appNumber(1);
const last = appNumber(count);

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), {status, headers: {'content-type': 'application/json'}});

const listsOf = (asked: readonly string[], app: string): number =>
	asked.filter(path => path.startsWith(`/v1/apps/${app}/machines?`)).length;
const guidesIn = (asked: readonly string[]): readonly string[] => asked.filter(path => path.startsWith(organization));

type Many = Awaited<ReturnType<typeof startManyApps>>;

/** Starts reading so many apps, and waits until the pace is that of what is calm. */
const startCalm = async (apps = count, prepare: (many: Many) => void = () => {}): Promise<Many> => {
	const many = await startManyApps(apps);
	prepare(many);
	many.poller.start();
	await many.passUntil(({feeds}) => feeds.size === apps && [...feeds.values()].every(({answeredAtMs}) => answeredAtMs !== undefined));
	await many.pass(30_000);
	return many;
};

const during = async (many: Many, ms: number): Promise<readonly string[]> => {
	const before = many.asked.length;
	await many.pass(ms);
	return many.asked.slice(before);
};

test('a change in the last of 40 apps is seen as soon as ever, with a few requests and not with 40', async () => {
	const many = await startCalm(40);
	const asked = await during(many, 60_000);
	expect(guidesIn(asked)).toHaveLength(12);
	expect(asked.length).toBeLessThan(240);
	for (let number = 1; number <= 40; number++) {
		expect(listsOf(asked, appNumber(number))).toBeGreaterThanOrEqual(3);
	}

	await many.call('POST', `${many.pathOf(appNumber(40))}/cordon`);
	const seen = await many.passUntil(() => many.machine(appNumber(40))?.cordoned === true);
	expect(seen.tookMs).toBeLessThanOrEqual(5000);
	expect(listsOf(seen.asked, appNumber(40))).toBe(1);
	expect(guidesIn(seen.asked)).toHaveLength(1);
});

describe('in many apps, within the usual 5 s', () => {
	test.each<readonly [string, (many: Many) => Promise<unknown>, (many: Many) => boolean]>([
		['a stop', many => many.call('POST', `${many.pathOf(last)}/stop`), many => many.machine(last)?.state !== 'started'],
		['a deletion', many => many.call('DELETE', `${many.pathOf(last)}?force=true`), many => many.machine(last)?.state !== 'started'],
		[
			'a new machine',
			many => many.call('POST', `/v1/apps/${last}/machines`, {config: {image: 'nginx'}}),
			many => [...many.store.getState().fleet.values()].filter(({app}) => app === last).length === 2,
		],
		[
			'an update',
			many => many.call('POST', many.pathOf(last), {config: {image: 'redis'}}),
			many => many.machine(last)?.config?.image.includes('redis') === true,
		],
	])('%s is seen, and no other app is read more often for it', async (_what, change, isSeen) => {
		const many = await startCalm();
		await change(many);
		const {asked, tookMs} = await many.passUntil(() => isSeen(many));
		expect(tookMs).toBeLessThanOrEqual(5000);
		expect(listsOf(asked, appNumber(2))).toBeLessThanOrEqual(1);
	});

	test('a machine that is gone is gone from the table', async () => {
		const many = await startCalm();
		await many.call('DELETE', `${many.pathOf(last)}?force=true`);
		await many.passUntil(() => many.machine(last) === undefined, 10_000);
		expect(many.store.getState().fleet.size).toBe(count - 1);
	});
});

test('what the list of the organization does not tell is seen with the next whole list, and the age of what is shown is told', async () => {
	const many = await startCalm(40);
	await many.call('POST', `${many.pathOf(last)}/lease`, {ttl: 600, description: 'deploy'});
	await many.passUntil(() => many.machine(last)?.lease?.description === 'deploy', 30_000);
	const ages: number[] = [];
	for (let turn = 0; turn < 30; turn++) {
		await many.pass(1000);
		many.store.dispatch({type: 'clock-ticked', nowMs: many.clock.now()});
		const {kind, ageMs = 0} = selectConnection(many.store.getState());
		const oldestMs = Math.min(...[...many.store.getState().feeds.values()].map(({answeredAtMs = 0}) => answeredAtMs));
		expect([kind, ageMs]).toEqual(['live', many.clock.now() - oldestMs]);
		ages.push(ageMs);
	}

	expect(Math.max(...ages)).toBeGreaterThan(5000);
	expect(Math.max(...ages)).toBeLessThanOrEqual(30_000);
});

test('the app of the machine under the cursor is read as often as ever', async () => {
	const many = await startCalm(40);
	const asked = await during(many, 30_000);
	expect(listsOf(asked, first)).toBeGreaterThanOrEqual(6);
	expect(listsOf(asked, appNumber(2))).toBeLessThanOrEqual(3);
});

describe('where the list of the organization is of no help, all is read as often as ever and nobody is told', () => {
	const machineOf = (id: string) => ({id, app_name: last, state: 'started', updated_at: '2020-01-01T00:00:00Z'});

	test.each<readonly [string, () => Response]>([
		['refused', () => json({error: 'unauthorized'}, 403)],
		['not there', () => new Response('404 page not found', {status: 404})],
		['broken', () => json({error: 'internal'}, 500)],
		['limited', () => json({error: 'resource_exhausted: rate limit exceeded'}, 429)],
		['no JSON', () => new Response('<html>')],
		['of another shape', () => json([])],
		['with a machine that cannot be read', () => json({machines: [machineOf('a'), {id: 'b'}]})],
		['without a region', () => json({machines: [machineOf('a')], error_regions: ['gru']})],
		['without an end', () => json({machines: [], next_cursor: 'again'})],
	])('%s', async (_what, answer) => {
		const many = await startCalm(count, ({answers}) => answers.set(organization, answer));
		const asked = await during(many, 30_000);
		for (let number = 1; number <= count; number++) {
			expect(listsOf(asked, appNumber(number))).toBeGreaterThanOrEqual(5);
		}

		expect(guidesIn(many.asked).length).toBeGreaterThan(0);
		expect(many.store.getState().notes).toEqual([]);
		expect(selectConnection(many.store.getState()).kind).toBe('live');
	});

	test('even when it was of help before: all apps are read at once then', async () => {
		const many = await startCalm(40);
		many.answers.set(organization, () => json({error: 'internal'}, 500));
		await many.passUntil(() => {
			const {feeds} = many.store.getState();
			return [...feeds.values()].every(({readAgainMs}) => readAgainMs === 5000);
		}, 5500);
		const asked = await during(many, 20_000);
		expect(listsOf(asked, appNumber(7))).toBeGreaterThanOrEqual(4);
		many.answers.delete(organization);
		await many.pass(30_000);
		expect(listsOf(await during(many, 30_000), appNumber(7))).toBeLessThanOrEqual(3);
	});
});

test('the list is asked page by page, and a page may be empty', async () => {
	const many = await startCalm();
	const id = many.pathOf(last).split('/').at(-1);
	many.answers.set(organization, path =>
		path.includes('cursor=two')
			? json({machines: [{id, app_name: last, state: 'stopped', updated_at: new Date(many.clock.now()).toISOString()}], next_cursor: ''})
			: json({machines: [], next_cursor: 'two'}),
	);
	const asked = await during(many, 10_000);
	expect(listsOf(asked, last)).toBeGreaterThanOrEqual(2);
	expect(listsOf(asked, appNumber(2))).toBeLessThanOrEqual(1);
});

test('each list begins a minute before the newest change that was seen, and no later where a region did not answer', async () => {
	const many = await startCalm();
	const mark = () =>
		guidesIn(many.asked)
			.at(-1)
			?.match(/updated_after=([^&]+)/)?.[1];
	const before = Date.parse(mark() ?? '');
	expect(before).toBe((many.machine(last)?.updatedAtMs ?? 0) - 60_000);
	const updatedAtMs = Math.floor(many.clock.now() / 1000) * 1000;
	const answer = {machines: [{id: 'a', app_name: last, state: 'started', updated_at: new Date(updatedAtMs).toISOString()}]};
	many.answers.set(organization, () => json({...answer, error_regions: ['gru']}));
	await many.pass(15_000);
	expect(Date.parse(mark() ?? '')).toBe(before);
	many.answers.set(organization, () => json(answer));
	await many.pass(15_000);
	expect(Date.parse(mark() ?? '')).toBe(updatedAtMs - 60_000);
});

test('an app that cannot be read is not read more often because something changed in it', async () => {
	const many = await startCalm();
	many.answers.set(`/v1/apps/${last}/machines`, () => json({error: 'internal'}, 500));
	await many.call('POST', `${many.pathOf(last)}/cordon`);
	await many.pass(60_000);
	expect(listsOf(await during(many, 60_000), last)).toBeLessThanOrEqual(5);
});

test('while paused nothing is asked, and afterwards everything is read', async () => {
	const many = await startCalm();
	many.store.dispatch({type: 'view-changed', change: {isPaused: true}});
	await many.pass(5000);
	expect(await during(many, 60_000)).toEqual([]);
	await many.call('POST', `${many.pathOf(last)}/cordon`);
	many.store.dispatch({type: 'view-changed', change: {isPaused: false}});
	many.poller.refresh();
	const asked = await during(many, 1000);
	expect(guidesIn(asked)).toHaveLength(1);
	expect(many.machine(last)?.cordoned).toBe(true);
});

describe('the list of the organization is not asked', () => {
	test('for a few apps', async () => {
		const many = await startCalm(10);
		const asked = await during(many, 30_000);
		expect(guidesIn(many.asked)).toEqual([]);
		expect(listsOf(asked, appNumber(10))).toBe(6);
	});

	test('any more once apps were chosen, which are read as often as ever from then on', async () => {
		const many = await startCalm(40);
		many.store.dispatch({type: 'apps-chosen', apps: [appNumber(7)]});
		many.poller.choose([appNumber(7)]);
		const asked = await during(many, 30_000);
		expect(guidesIn(asked)).toEqual([]);
		expect(listsOf(asked, appNumber(7))).toBeGreaterThanOrEqual(6);
		expect(asked).toHaveLength(listsOf(asked, appNumber(7)));
	});
});
