import {describe, expect, test} from 'vitest';
import {buildDraft} from '../helpers/build-draft.ts';
import {buildMachine} from '../helpers/build-machine.ts';
import {buildState, buildTarget, inMode} from '../helpers/build-state.ts';
import {changeMode, versionsMode} from '../helpers/modes.ts';
import {type RenderedApp, renderApp} from '../helpers/render.tsx';

const state = buildState({machines: [buildMachine()]});

const sizes = [
	[80, 24],
	[40, 10],
	[120, 40],
] as const;

const pageOf = (app: RenderedApp): readonly string[] =>
	app
		.lines()
		.filter(line => line.startsWith('│'))
		.map(line => line.replaceAll('│', '').trim());

/** Everything that a page holds, without spaces and line ends, read by scrolling down to its end. */
const readAll = async (app: RenderedApp): Promise<string> => {
	const all = [...pageOf(app)];
	for (let before = ''; app.lastFrame() !== before; ) {
		before = app.lastFrame();
		app.press('j');
		await app.afterRead();
		all.push(...(app.lastFrame() === before ? [] : pageOf(app).slice(-1)));
	}

	return all.join('').replace(/\s/g, '');
};

describe.each(sizes)('on %i x %i', (columns, rows) => {
	test('all of a change can be read, its question first', async () => {
		const long = 'https://example.com/a/very/long/path/that/fits/on/no/line/'.repeat(4);
		const draft = buildDraft({}, {image: 'nginx', env: {URL: 'short'}}, {image: 'caddy', env: {URL: long}, schedule: 'daily'});
		const app = await renderApp(inMode(state, changeMode({draft})), columns, rows);
		expect(app.lastFrame()).toContain('y / N');
		expect(app.lastFrame()).toContain('148e123456abcd');
		const all = await readAll(app);
		for (const text of [
			'changedimage:"nginx"->"caddy"',
			'addedschedule:"daily"',
			long,
			'Whatrunsisstopped',
			draft.origin.kind === 'edit' ? draft.origin.path : '',
		]) {
			expect(all).toContain(text);
		}
	});

	test('no secret is shown', async () => {
		const app = await renderApp(inMode(state, changeMode()), columns, rows);
		const all = await readAll(app);
		expect(all).toContain('env.API_TOKEN');
		expect(all).toContain('(masked)');
		expect(all).not.toMatch(/old-secret|new-secret/);
	});

	test('the picker names the machine, the live version and the one that is picked', async () => {
		const app = await renderApp(inMode(state, versionsMode({picked: 1})), columns, rows);
		expect(app.lastFrame()).toContain('148e123456abcd');
		expect(app.lineWith('> 01JMXV')).not.toBe('');
	});
});

test('what a stopped machine becomes is said', async () => {
	const stopped = buildState({machines: [buildMachine({state: 'stopped'})]});
	const app = await renderApp(inMode(stopped, changeMode({draft: buildDraft({target: buildTarget({state: 'stopped'})})})), 80, 24);
	expect(app.lastFrame()).toContain('It is left stopped with this config.');
});

test('an earlier version says how it is taken back', async () => {
	const draft = buildDraft({origin: {kind: 'version', version: '01JMXV'}});
	const app = await renderApp(inMode(state, changeMode({draft, isOffered: false})), 80, 24);
	expect(app.lastFrame()).toContain('b gives it this config; asked first');
	expect(app.lastFrame()).not.toContain('y / N');
});

test('the picker tells that it reads, and what could not be read', async () => {
	const reading = await renderApp(inMode(state, versionsMode({list: undefined})), 80, 24);
	expect(reading.lastFrame()).toContain('Reading its versions');
	expect(reading.lineWith('> a file')).not.toBe('');
	const failed = await renderApp(inMode(state, versionsMode({list: {rows: [], problem: 'The versions could not be read: 500'}})), 80, 24);
	expect(failed.lastFrame()).toContain('The versions could not be read: 500');
});

test('the path of a file is typed where it can be seen', async () => {
	const app = await renderApp(inMode(state, versionsMode({path: '/edits/x.jsonc'})), 40, 10);
	expect(app.lineWith('file: /edits/x.jsonc')).not.toBe('');
});
