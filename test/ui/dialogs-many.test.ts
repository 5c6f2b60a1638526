import {describe, expect, test} from 'vitest';
import {type Order, type Verb, verbs} from '../../source/domain/verbs.ts';
import {newJob, type Step} from '../../source/store/jobs.ts';
import type {Confirmation, Mode, Target} from '../../source/store/state.ts';
import {buildMachine, presentMs} from '../helpers/build-machine.ts';
import {buildFailure, buildState, buildTarget, inMode, listOf} from '../helpers/build-state.ts';
import {confirmMode} from '../helpers/modes.ts';
import {type RenderedApp, renderApp} from '../helpers/render.tsx';
import {dialogLines} from './open-example.ts';

const idOf = (number: number): string => `148e1234560${number.toString().padStart(3, '0')}`;
const targets: readonly Target[] = Array.from({length: 30}, (_, index) => buildTarget({id: idOf(index), name: `web-${index}`}));
const machines = targets.map(({id, name}) => buildMachine({id, name}));
const skipped = [
	{target: buildTarget({id: 'x', name: 'old-fog-90'}), why: 'old-fog-90 is starting: not settled'},
	{target: buildTarget({id: 'y', name: 'dry-hill-77'}), why: 'dry-hill-77: lease held by mia@example.com, free in 1:00'},
];
const base = buildState({machines});
const open = (mode: Mode, columns: number, rows: number): Promise<RenderedApp> => renderApp(inMode(base, mode), columns, rows);

const sizes = [
	{columns: 40, rows: 10},
	{columns: 60, rows: 12},
	{columns: 80, rows: 24},
	{columns: 160, rows: 48},
];
const orders: readonly Order[] = [
	...(Object.keys(verbs) as Verb[]).map(verb => ({verb})),
	{verb: 'stop', signal: 'SIGTERM', timeoutSeconds: 300},
	{verb: 'signal', signal: 'SIGKILL'},
	{verb: 'update', image: 'registry.fly.io/web:deployment-01JMXW0000000000000000000A'},
];
const asked = sizes.flatMap(size => orders.map(order => ({...size, order, words: Object.values(order).join(' ')})));

const given = (order: Order): Partial<Confirmation> => ({order, targets, skipped, hidden: 12});
const textOf = (screen: RenderedApp, order: Order): string => dialogLines(screen, verbs[order.verb].title).join('\n');

describe.each(asked)('on $columns x $rows the question before $words of many', ({columns, rows, order}) => {
	const expected = `${verbs[order.verb].title} 30`;
	const ask = {kind: 'type', expected, hint: 'the act and how many'} as const;

	test('tells how many, names one at least and those left out, counts the hidden, and shows what is to be typed', async () => {
		const screen = await open({...confirmMode(ask, given(order)), isHiddenAccepted: true}, columns, rows);
		const text = textOf(screen, order);
		expect(text).toContain('30 machines');
		expect(text).toContain(`${idOf(0)}  started 1m`);
		expect(text).toContain('2 left out: old-fog-90, dry-hill');
		expect(text).toContain('12 of them hidden by the filter');
		expect(text).toContain(`Type ${expected}:`);
		expect(text).toContain('> █');
		expect(text).toMatch(/└─+┘$/);
	});

	test('asks about the hidden ones first', async () => {
		const screen = await open(confirmMode(ask, given(order)), columns, rows);
		const text = textOf(screen, order);
		expect(text).toContain('12 of them hidden by the filter');
		expect(text).toContain('tab: the hidden ones too; esc: no');
		expect(text).not.toContain('> █');
		screen.press('tab');
		await screen.waitForText('> █');
	});
});

test.each(sizes)('on $columns x $rows each of many machines can be seen before the question is answered', async ({columns, rows}) => {
	const screen = await open(confirmMode({kind: 'yes'}, {targets}), columns, rows);
	const seen = new Set<string>();
	const look = (): void => {
		for (const {id} of targets) {
			if (screen.lastFrame().includes(id)) {
				seen.add(id);
			}
		}
	};
	const {length} = targets;
	for (let count = 0; count < length; count += 1) {
		look();
		screen.press('down');
		await screen.afterRead();
	}

	await screen.waitForText(idOf(length - 1));
	look();
	expect(seen.size).toBe(length);
	expect(screen.lastFrame()).toContain('these 30? y / N');
});

test('a machine that changes or goes while the question is open is marked in the list', async () => {
	const screen = await open(confirmMode({kind: 'yes'}, {targets: targets.slice(0, 3)}), 80, 24);
	const [first = expect.fail()] = machines;
	screen.store.dispatch(listOf('web', [{...first, state: 'stopped'}, ...machines.slice(2)], {requestId: 2}));
	await screen.waitForText('stopped, was started');
	const text = textOf(screen, {verb: 'stop'});
	expect(text).toContain(`${idOf(1)}  gone, was started`);
	expect(text).toContain(`${idOf(2)}  started 1m`);
});

test.each(sizes)('on $columns x $rows the one machine that is left of several is asked about with the others named', async size => {
	const [target = expect.fail()] = targets;
	const name = 'w'.repeat(63);
	const ask = {kind: 'type', expected: name, hint: 'its full name'} as const;
	const mode = confirmMode(ask, {targets: [{...target, name}], skipped, hidden: 1});
	const screen = await open({...mode, isHiddenAccepted: true}, size.columns, size.rows);
	const text = dialogLines(screen, 'force delete').join('\n');
	for (const part of [target.id, '2 left out: old-fog-90', '1 of them hidden', 'What runs will be killed.', 'Type its full name:', '> █']) {
		expect(text).toContain(part);
	}

	expect(text.replace(/[^w]/g, '').length).toBeGreaterThanOrEqual(name.length);
});

describe('the page of jobs', () => {
	const steps: readonly Step[] = ['done', 'failed', 'running', 'skipped', 'waiting'];
	const texts = ['restarted in 2.1s', `web-1: could not restart: ${'because '.repeat(12)}done.`, 'restarting', 'web-3 is stopped now.', ''];
	const job = newJob(1, {verb: 'restart'}, targets.slice(0, 5), 2, presentMs - 12_000);
	const items = job.items.map((item, index) => ({...item, step: steps[index] ?? 'done', text: texts[index] ?? ''}));
	const state = {...base, jobs: [{...job, items, status: 'paused' as const}]};

	test.each(sizes)('on $columns x $rows tells how far it is and how each machine ended, failures whole', async ({columns, rows}) => {
		const screen = await renderApp(state, columns, rows);
		screen.press('J');
		await screen.waitForText('jobs, newest first');
		let seen = '';
		let before = '';
		while (before !== screen.lastFrame()) {
			before = screen.lastFrame();
			seen += before;
			screen.press('j');
			await screen.afterRead();
		}

		const words = seen.replace(/[│\s]+/g, ' ');
		expect(words).toContain('restart, 2 at once');
		expect(words).toContain('] 1 of 5 done, 1 failed, 1 skipped'.slice(0, columns - 18));
		expect(words).toContain('paused (P goes on, X ends it), 12s');
		expect(words).toContain("limit the API's: 1 request/s per");
		expect(words.match(/because/g)?.length).toBeGreaterThanOrEqual(12);
		for (const part of ['● done', '✖ failed', '◌ running', '○ skipped', '· waiting', 'web-3 is stopped now.']) {
			expect(words).toContain(part);
		}
	});

	test.for(sizes)('says so when there was none, on $columns x $rows', async ({columns, rows}) => {
		const screen = await renderApp(base, columns, rows);
		screen.press('J');
		await screen.waitForText('No order went to several machines');
		expect(screen.lastFrame().replace(/[│\s]+/g, ' ')).toContain('yet: mark some with space, then press a verb.');
	});

	test.for(sizes)('says that a job waits while the API cannot be reached, on $columns x $rows', async ({columns, rows}) => {
		const job = newJob(1, {verb: 'restart'}, targets, 1, base.nowMs);
		const feeds = new Map([...base.feeds].map(([app, feed]) => [app, {...feed, failure: buildFailure()}]));
		const screen = await renderApp({...base, feeds, jobs: [job]}, columns, rows);
		screen.press('J');
		await screen.waitForText('jobs, newest first');
		expect(screen.lastFrame().replace(/[│\s]+/g, ' ')).toContain('waiting: the API cannot be reached, 0.0s');
	});

	test.for(sizes)('q says of each job that goes on how many machines it has not reached, on $columns x $rows', async ({columns, rows}) => {
		const jobs = [newJob(1, {verb: 'restart'}, targets, 1, base.nowMs)];
		const screen = await renderApp({...base, jobs}, columns, rows);
		screen.press('q');
		await screen.waitForText('Quit all the same? y / N');
		const text = dialogLines(screen, 'quit')
			.join('')
			.replace(/[│\s]+/g, ' ');
		expect(text).toContain(`restart: ${targets.length} machines not reached yet, 0 under way`);
	});
});

describe.each(sizes)('on $columns x $rows the choice of a signal', ({columns, rows}) => {
	test.each(['signal', 'stop', 'restart'] as const)(
		'for a %s of many says in its heading how many, not who is under the cursor',
		async verb => {
			const state = inMode(base, {kind: 'signal', verb, targets: targets.slice(1, 4), picked: 0, timeout: ''});
			const screen = await renderApp({...state, view: {...state.view, cursorId: idOf(0)}}, columns, rows);
			const text = dialogLines(screen, `${verbs[verb].title} 3 machines with`).join('\n');
			expect(text).toContain('3 marked, named before it is sent');
			expect(text).not.toContain(idOf(0));
		},
	);
});
