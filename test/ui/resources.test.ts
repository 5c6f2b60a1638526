import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {widthOf} from '../../source/domain/text.ts';
import type {State} from '../../source/store/state.ts';
import {buildMachine, presentMs} from '../helpers/build-machine.ts';
import {itemWith, kinds, listedEvent, listing, onScreen, someItems} from '../helpers/build-resources.ts';
import {buildFailure, buildState, reduceAll} from '../helpers/build-state.ts';
import {press} from '../helpers/press.ts';
import {renderApp} from '../helpers/render.tsx';
import {dialogLines, sizes} from './open-example.ts';

const base = buildState({machines: [buildMachine()]});

const cells = kinds.flatMap(kind => sizes.map(size => ({kind, ...size})));

test.for(cells)('$kind on $columns x $rows fill the screen to the cell', async ({kind, columns, rows}) => {
	const screen = await renderApp(listing(base, kind), columns, rows);
	const lines = screen.lines();
	expect(lines).toHaveLength(rows);
	expect(lines[1]).toHaveLength(columns);
	expect(lines[1]).toMatch(/^ machines > .*\[browse\] $/);
	expect(lines.filter(line => /^│?>/.test(line))).toHaveLength(1);
	expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(columns);
});

describe('on 80 x 24', () => {
	test('a row has its columns, the head an arrow, and the details are begun below', async () => {
		const screen = await renderApp(listing(base, 'volumes'), 80, 24);
		expect(screen.lines()[1]).toMatch(/^ machines > volumes of web {2}1\/1 {2}sort id \^ +read 0s ago \[browse\] $/);
		expect(screen.lineWith('STATE')).toMatch(/^ {3}ID\^ +STATE +NAME +RGN +GB USED MACHINE +AGE$/);
		expect(screen.lineWith('>  vol_')).toMatch(/^> {2}vol_1a2b3c4d5e6f created +data +fra +10 +25% - +2h$/);
		expect(screen.lineWith('──')).toMatch(/^── volume vol_1a2b3c4d5e6f \(data\) of web ─+ enter: all $/);
		expect(screen.lastFrame()).toContain('size       10 GB');
	});

	test('marks, the filter and what is hidden are told', async () => {
		const items = ['X1', 'Y2', 'Z3'].map(name => itemWith('secrets', {name}));
		const {state} = press(listing(base, 'secrets', items), '*', '/', ...'y2', 'enter');
		const screen = await renderApp(state, 80, 24);
		expect(screen.lines()[1]).toMatch(/secrets of web {2}1\/3 {2}marked 3 \(2 hidden\) {2}\/y2/);
		expect(screen.lineWith('> *Y2')).not.toBe('');
	});

	test('the breadcrumb tells what is below', async () => {
		const screen = await renderApp(listing(listing(base, 'volumes'), 'snapshots'), 80, 24);
		expect(screen.lines()[1]).toMatch(/^ machines > volumes > snapshots of vol_1a2b3c4d5e6f/);
	});

	test('the app has a column where several apps are listed', async () => {
		const both = reduceAll(
			onScreen(base, 'secrets', ['web', 'worker']),
			listedEvent('secrets', [someItems.secrets]),
			listedEvent('secrets', [itemWith('secrets', {name: 'B'})], {app: 'worker'}),
		);
		const screen = await renderApp(both, 80, 24);
		expect(screen.lineWith('DIGEST')).toMatch(/NAME\^ +DIGEST +APP/);
		expect(screen.lineWith('   B ')).toContain('worker');
		expect(screen.lines()[1]).toContain('secrets of 2 apps');
	});

	test('a volume on a host that does not answer is trouble', async () => {
		const screen = await renderApp(listing(base, 'volumes', [itemWith('volumes', {hostStatus: 'unreachable'})]), 80, 24);
		expect(screen.lineWith('>! vol_')).not.toBe('');
	});
});

test('from 120 columns on the details stand beside the table', async () => {
	const screen = await renderApp(listing(base, 'certificates'), 160, 48);
	expect(screen.lines()[2]).toMatch(/^┌─ certificates 1\/1 ─+┐┌─ certificate www\.example\.com of web ─+┐$/);
	expect(screen.lineWith('DNS at')).toContain('enom');
});

describe('a table without rows', () => {
	const failed = (kind: 'forbidden' | 'offline', message: string): State =>
		reduceAll(onScreen(base, 'secrets'), {
			type: 'resources-failed',
			source: {kind: 'secrets', app: 'web', volumeId: undefined},
			failure: buildFailure({kind, message, status: kind === 'forbidden' ? 403 : undefined}),
		});

	test.each([
		['that is still read', onScreen(base, 'volumes'), 'Loading the volumes of app web ...'],
		['of an app that has none', listing(base, 'volumes', []), 'No volumes. n makes one.'],
		['that a filter empties', press(listing(base, 'secrets'), '/', 'z', 'enter').state, 'No secret matches "z".'],
		['that may not be read', failed('forbidden', 'The API does not allow it.'), 'The API does not allow it.'],
	])('%s says so', async (_why, state, text) => {
		const screen = await renderApp(state, 80, 24);
		expect(screen.lines()[2]).toContain(text);
	});

	test('that may not be read says in the header that it is not allowed, in red', async () => {
		const screen = await renderApp(failed('forbidden', 'no'), 80, 24);
		expect(screen.lines()[1]).toContain('NOT ALLOWED [browse]');
		expect(screen.colorsOf('NOT ALLOWED')).toContain('\u001B[31m');
	});
});

test('rows that could not be read again stay, with their age', async () => {
	const source = {kind: 'secrets' as const, app: 'web', volumeId: undefined};
	const old = reduceAll(
		listing(base, 'secrets'),
		{type: 'clock-ticked', nowMs: presentMs + 40_000},
		{
			type: 'resources-failed',
			source,
			failure: buildFailure(),
		},
	);
	const screen = await renderApp(old, 80, 24);
	expect(screen.lines()[1]).toContain('OFFLINE 40s');
	expect(screen.colorsOf('API_KEY  ')).toContain('\u001B[2m');
});

test('only the rows that are visible exist', async () => {
	const many = Array.from({length: 3000}, (_, index) => itemWith('secrets', {name: `S${String(index).padStart(4, '0')}`}));
	const screen = await renderApp(press(listing(base, 'secrets', many), 'G').state, 80, 24);
	const shown = screen.lines().filter(line => /^[> ] {2}S\d{4}/.test(line));
	expect(shown.length).toBeLessThanOrEqual(20);
	expect(shown.at(-1)).toContain('S2999');
});

describe('dialogs', () => {
	test.for(sizes)('the value of a secret is dots on $columns x $rows', async ({columns, rows}) => {
		const {state} = press(listing(base, 'secrets'), 'n', ...'KEY', 'tab', ...'hunter2');
		const screen = await renderApp(state, columns, rows);
		expect(dialogLines(screen, 'set a secret of web').join('\n')).toContain('•••••••');
		expect(screen.lastFrame()).not.toContain('hunter2');
	});

	test.each([
		[3, 'Its 3 machines die with it, by force'],
		[1, 'Its 1 machine dies with it, by force'],
		[0, 'It has no machines.'],
		[undefined, 'The API does not say how many machines it has'],
	])('the deletion of an app with %s machines says how many die', async (machineCount, text) => {
		const {state} = press(listing(base, 'apps', [itemWith('apps', {machineCount})]), 'ctrl-d');
		const screen = await renderApp(state, 80, 24);
		const dialog = dialogLines(screen, 'delete')
			.map(line => line.slice(2, -2).trim())
			.join(' ');
		expect(dialog).toContain(text);
		expect(dialog).toMatch(/Type its full name: web/);
	});

	test('a mistake is told below its field', async () => {
		const {state} = press(listing(base, 'apps'), 'n', ...'Web', 'enter');
		const screen = await renderApp(state, 80, 24);
		expect(dialogLines(screen, 'new app in personal').join('\n')).toMatch(/> name {2}Web█[\s\S]*lowercase letters, digits and dashes/);
	});

	test('a small screen shows the field that is typed in', async () => {
		const {state} = press(listing(base, 'volumes'), 'n', 'tab', 'tab', 'tab');
		const screen = await renderApp(state, 40, 10);
		expect(screen.lastFrame()).toContain('> encrypted');
	});
});

const hostile = fc.oneof(fc.string({unit: 'grapheme', maxLength: 80}), fc.constantFrom('漢字'.repeat(30), '👩‍👩‍👧‍👦'.repeat(8)));

test('whatever things are called, no line is wider than the screen and none is too many', {timeout: 60_000}, async () => {
	const size = fc.record({columns: fc.integer({min: 30, max: 170}), rows: fc.integer({min: 6, max: 50})});
	await fc.assert(
		fc.asyncProperty(
			hostile,
			fc.constantFrom(...kinds),
			size,
			fc.constantFrom('enter', 'tab', 'n', 'ctrl-d', 'e'),
			async (name, kind, {columns, rows}, key) => {
				const text = name.replace(/\p{C}/gu, '');
				const named = {name: text, hostname: text, ip: text, digest: text, status: text, zone: text};
				const given = {...someItems[kind], ...Object.fromEntries(Object.entries(named).filter(([field]) => field in someItems[kind]))};
				const screen = await renderApp(press(listing(base, kind, [given]), key).state, columns, rows);
				const lines = screen.lines();
				screen.unmount();
				expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(columns);
				expect(lines.length).toBeLessThanOrEqual(rows);
			},
		),
		{numRuns: 60},
	);
});
