import {expect, test} from 'vitest';
import {buildLease, buildMachine, buildPending, presentMs} from '../helpers/build-machine.ts';
import {buildFailure, buildState} from '../helpers/build-state.ts';
import {type RenderedApp, renderApp} from '../helpers/render.tsx';
import {asleep, crashing, exampleFleet, healthy, outOfMemory, stuck} from './example-fleet.ts';
import {sizes} from './open-example.ts';

const fleetState = buildState({machines: exampleFleet});

/** The row of the table that is about a machine. */
const rowOf = ({lines}: RenderedApp, {id}: {readonly id: string}): string =>
	lines().find(line => new RegExp(`^│?[> ][! ] .*${id}`).test(line)) ?? '';

const green = (text: string): string => `\u001B[32m${text}\u001B[39m`;
const yellow = (text: string): string => `\u001B[33m${text}\u001B[39m`;
const blue = (text: string): string => `\u001B[34m${text}\u001B[39m`;

test.for(sizes)(
	'$columns x $rows is filled to the cell: two lines on top, two at the bottom, every machine between',
	async ({columns, rows}) => {
		const screen = await renderApp(fleetState, columns, rows);
		const lines = screen.lines();
		expect(lines).toHaveLength(rows);
		expect(lines[0]).toMatch(/^ flydeck web .*live 0s $/);
		expect(lines[0]).toHaveLength(columns);
		expect(lines[1]).toMatch(/^ filter .*\[browse\] $/);
		expect(lines[1]).toHaveLength(columns);
		expect(lines[rows - 1]).toMatch(/enter/);
		for (const machine of exampleFleet) {
			expect(rowOf(screen, machine)).toContain(machine.state);
		}
	},
);

test.for(sizes)('on $columns x $rows trouble comes first, and the cursor is on it', async ({columns, rows}) => {
	const screen = await renderApp(fleetState, columns, rows);
	const places = [crashing, outOfMemory, stuck, healthy].map(machine => screen.lines().indexOf(rowOf(screen, machine)));
	expect(Math.max(places[0] ?? 0, places[1] ?? 0)).toBeLessThan(places[2] ?? 0);
	expect(places[2]).toBeLessThan(places[3] ?? 0);
	expect(screen.lines().filter(line => /^│?>/.test(line))).toHaveLength(1);
	expect(screen.lines().find(line => /^│?>/.test(line))).toMatch(/^│?>!/);
});

test('every state has its word in its colour, and a glyph for those who see no colour', async () => {
	const screen = await renderApp(fleetState, 80, 24);
	expect(screen.colorsOf(healthy.id)).toContain(green('● started    ').slice(0, -8));
	expect(screen.colorsOf(stuck.id)).toContain(yellow('◌ stopping').slice(0, -5));
	expect(screen.colorsOf(asleep.id)).toContain(blue('◐ suspended').slice(0, -5));
	expect(rowOf(screen, outOfMemory)).toContain('○ stopped');
});

test('the row says why: a crash loop, out of memory, stuck, or who asked for it', async () => {
	const screen = await renderApp(fleetState, 120, 40);
	expect(rowOf(screen, crashing)).toMatch(/CRASH.* 4x/);
	expect(rowOf(screen, outOfMemory)).toContain('OOM killed 137, 512M');
	expect(rowOf(screen, stuck)).toContain('STUCK');
	expect(rowOf(screen, healthy)).toContain('start by user');
	expect(rowOf(screen, asleep)).toContain('suspend by proxy');
});

test('columns leave a narrow screen, the least needed first', async () => {
	const screen = await renderApp(fleetState, 160, 48);
	const headAt = async (columns: number, rows: number): Promise<string> => {
		screen.resize(columns, rows);
		await screen.waitFor(() => screen.lines().length === rows);
		return screen.lineWith('STATE');
	};
	expect(await headAt(160, 40)).toMatch(/ID .*STATE .*FOR .*RGN .*CHK .*WHY.*LEASE/);
	expect(await headAt(80, 24)).toMatch(/ID .*STATE .*FOR .*RGN .*CHK .*WHY.*LEASE/);
	expect(await headAt(60, 20)).toMatch(/ID .*STATE .*FOR .*WHY/);
	expect(await headAt(40, 12)).toMatch(/ID .*STATE .*WHY/);
	expect(screen.lineWith('STATE')).not.toMatch(/CHK|LEASE|SIZE/);
});

test('120 columns tell at least as much of a machine as 80 do', async () => {
	const narrow = await renderApp(fleetState, 80, 24);
	const wide = await renderApp(fleetState, 120, 40);
	const titles = ['ID', 'STATE', 'FOR', 'RGN', 'CHK', 'WHY', 'LEASE'];
	expect(narrow.lineWith('STATE').split(/[^A-Z]+/)).toEqual(expect.arrayContaining(titles));
	expect(wide.lineWith('STATE').split(/[^A-Z]+/)).toEqual(expect.arrayContaining(titles));
});

test('the age, the region, the checks and the lease of a machine are in its row', async () => {
	const screen = await renderApp(fleetState, 80, 24);
	expect(rowOf(screen, healthy)).toMatch(/started +3m +iad +2\/2 /);
	expect(rowOf(screen, crashing)).toMatch(/started +41s +fra +1\/2 /);
	expect(rowOf(screen, stuck)).toMatch(/ci 9s *$/);
});

test('what is cut is cut between letters, not inside one', async () => {
	const lease = buildLease({owner: '𐀀𐀀𐀀𐀀', expiresAtMs: presentMs + 30_000});
	const screen = await renderApp(buildState({machines: [{...healthy, lease, name: '👩‍👩‍👧‍👦'.repeat(20)}]}), 80, 24);
	expect(screen.lastFrame()).toMatch(/ 30s *$/m);
	expect(screen.lastFrame().isWellFormed()).toBe(true);
});

test('the app has a column where there are several', async () => {
	const machines = [healthy, buildMachine({id: '0000000000000a', app: 'worker'})];
	const screen = await renderApp(buildState({machines}), 160, 48);
	expect(screen.lineWith('STATE')).toContain('APP');
	expect(rowOf(screen, {id: '0000000000000a'})).toContain('worker');
	expect(screen.lines()[0]).toContain('2 apps');
});

test('the header counts the machines by state and names what is wrong', async () => {
	const [line = ''] = (await renderApp(fleetState, 120, 40)).lines();
	for (const words of ['2 up', '1 stop', '1 stopping', '1 susp', '1 CRASH', '1 STUCK', '1 BAD']) {
		expect(line).toContain(words);
	}
});

test('the header says LOCAL for the API of this computer, and nothing for a remote one', async () => {
	const local = await renderApp(buildState({machines: exampleFleet, isLocal: true}), 80, 24);
	expect(local.lines()[0]).toContain('LOCAL');
	const remote = await renderApp(fleetState, 80, 24);
	expect(remote.lines()[0]).not.toContain('LOCAL');
});

test('below the table of 80 x 24 are the newest events of the machine under the cursor', async () => {
	const screen = await renderApp(fleetState, 80, 24);
	screen.press('G');
	await screen.waitForText(`── ${asleep.id} ── ${asleep.name}`);
	expect(screen.lineWith('07:00:00')).toMatch(/^ 07:00:00 suspend +suspended +proxy/);
});

test('beside the table of 160 x 48 are the details of the machine under the cursor', async () => {
	const screen = await renderApp(buildState({machines: exampleFleet, view: {cursorId: crashing.id}}), 160, 48);
	expect(screen.lines()[2]).toMatch(new RegExp(`^┌─ machines 5/5 ─+┐┌─ .*${crashing.id}  ${crashing.name} ─+┐$`));
	expect(screen.lineWith('1 events')).toMatch(/│ +1 events +2 info +3 config +4 lease/);
	expect(screen.lineWith('error')).toMatch(/exit +stopped +flyd .*exit 1/);
	screen.press('2');
	await screen.waitForText(`${crashing.id}.vm.web.internal`);
});

test('an action that is on its way is shown at once, with what was asked', async () => {
	const pending = buildPending({machineId: outOfMemory.id});
	const screen = await renderApp(buildState({machines: [outOfMemory], pending: [pending]}), 80, 24);
	expect(rowOf(screen, outOfMemory)).toMatch(/◌ starting .*start asked 2s ago/);
	expect(screen.colorsOf(outOfMemory.id)).toContain(yellow('◌ starting').slice(0, -5));
});

test('the newest note is above the hints, with how many there are', async () => {
	const state = buildState({machines: exampleFleet});
	const screen = await renderApp(state, 80, 24);
	screen.store.dispatch({type: 'noted', tone: 'error', text: 'Could not stop web-1: refused', atMs: state.nowMs});
	await screen.waitForText('Could not stop');
	expect(screen.lines()[22]).toMatch(/^ ERROR {2}Could not stop web-1: refused +1 note: N $/);
	expect(screen.colorsOf('Could not stop')).toMatch(/\u001B\[31m.*ERROR/);
});

test('failing reads are told in the header, with the age of the data and when the next try is', async () => {
	const state = buildState({machines: exampleFleet});
	const screen = await renderApp(state, 80, 24);
	screen.store.dispatch({type: 'machines-failed', app: 'web', failure: buildFailure()}, {type: 'clock-ticked', nowMs: state.nowMs + 1000});
	await screen.waitForText('OFFLINE 1s, retry 2s');
	expect(screen.colorsOf('OFFLINE')).toMatch(/\u001B\[31m.*OFFLINE/);
	expect(rowOf(screen, healthy)).toContain('started');
});

test('a refused token is told in the header, and the rows stay', async () => {
	const screen = await renderApp(fleetState, 80, 24);
	screen.store.dispatch({type: 'machines-failed', app: 'web', failure: buildFailure({isUnauthorized: true})});
	await screen.waitForText('TOKEN REFUSED');
	expect(rowOf(screen, healthy)).toContain('started');
});

test('a terminal that is too small says so and still shows the machines around the cursor', async () => {
	const screen = await renderApp(fleetState, 20, 5);
	expect(screen.lines()[0]).toContain('40x10');
	expect(screen.lines()).toHaveLength(5);
	expect(screen.lines()[1]).toMatch(/^>/);
	screen.press('G');
	await screen.waitFor(() => screen.lineWith('>').includes(asleep.id.slice(-6)));
	expect(screen.lineWith('>')).toContain('suspended');
});

test('more machines than rows scroll with the cursor', async () => {
	const machines = Array.from({length: 100}, (_, index) => buildMachine({id: `machine-${String(index).padStart(3, '0')}`}));
	const screen = await renderApp(buildState({machines}), 80, 24);
	expect(screen.lineWith('machine-000')).toMatch(/^>/);
	expect(screen.lineWith('machine-050')).toBe('');
	screen.press('G');
	await screen.waitFor(() => screen.lineWith('>').includes('machine-099'));
	expect(screen.lineWith('machine-000')).toBe('');
	screen.press('k');
	await screen.waitFor(() => screen.lineWith('>').includes('machine-098'));
	expect(screen.lineWith('machine-099')).not.toBe('');
	screen.press('g');
	await screen.waitFor(() => screen.lineWith('>').includes('machine-000'));
});
