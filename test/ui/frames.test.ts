import {expect, test} from 'vitest';
import {newFeed} from '../../source/store/initial-state.ts';
import {statusLine} from '../../source/ui/chrome/header-text.ts';
import {buildConfig, buildEvent, buildExitEvent, buildLease, buildMachine, buildPending, presentMs} from '../helpers/build-machine.ts';
import {buildFailure, buildState, listOf, reduceAll} from '../helpers/build-state.ts';
import {type RenderedApp, renderApp} from '../helpers/render.tsx';
import {asleep, crashing, exampleFleet, healthy, outOfMemory, stuck} from './example-fleet.ts';
import {openExample, sizes} from './open-example.ts';

const oomNext = 'e gives it more memory (guest.memory_mb); l shows its logs.';
const driftNext = 'D compares its config with that of a marked machine; e edits it.';

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
		expect(lines[0]).toMatch(/^ flydeck web .*live $/);
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
	const places = [crashing, stuck, outOfMemory, healthy].map(machine => screen.lines().indexOf(rowOf(screen, machine)));
	expect(places).toEqual(places.toSorted((left, right) => left - right));
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

test('the column that orders the table has its whole title and an arrow', async () => {
	const screen = await renderApp(fleetState, 80, 24);
	for (const [key, title] of [
		['for', 'FOR^'],
		['region', 'RGN^'],
		['checks', 'CHK^'],
		['lease', 'LEASE^'],
		['why', 'WHY / LAST EVENT^'],
	] as const) {
		screen.store.dispatch({type: 'view-changed', change: {sort: {key, isDescending: false}}});
		await screen.waitFor(() => screen.lineWith('STATE').includes(title));
	}
});

test('what is cut is cut between letters, not inside one', async () => {
	const lease = buildLease({owner: '𐀀𐀀𐀀𐀀', expiresAtMs: presentMs + 30_000});
	const screen = await renderApp(buildState({machines: [{...healthy, lease, name: '👩‍👩‍👧‍👦'.repeat(20)}]}), 80, 24);
	expect(screen.lastFrame()).toMatch(/ 30s *$/m);
	expect(screen.lastFrame().isWellFormed()).toBe(true);
});

test.for(sizes.filter(({columns}) => columns >= 60))(
	'on $columns x $rows the app has a column where there are several',
	async ({columns, rows}) => {
		const machines = [healthy, buildMachine({id: '0000000000000a', app: 'worker'})];
		const screen = await renderApp(buildState({machines}), columns, rows);
		expect(screen.lineWith('STATE')).toMatch(/APP +ID .*STATE .*FOR .*RGN .*WHY/);
		expect(rowOf(screen, {id: '0000000000000a'})).toContain('worker');
		expect(screen.lines()[0]).toContain('2 apps');
		const single = await renderApp(buildState({machines: [healthy]}), columns, rows);
		expect(single.lineWith('STATE')).not.toContain('APP');
	},
);

test('below 60 columns there are the id, the state and the reason, also of several apps', async () => {
	const machines = [healthy, buildMachine({id: '0000000000000a', app: 'worker'})];
	const screen = await renderApp(buildState({machines}), 59, 20);
	expect(screen.lineWith('STATE').trim().split(/ {2,}/)).toEqual(['ID', 'STATE', 'WHY / LAST EVENT']);
});

test('160 x 48 has room for the name and the size, and for the whole reason', async () => {
	const machines = [...exampleFleet, buildMachine({id: '0000000000000a', app: 'worker'})];
	const screen = await renderApp(buildState({machines}), 160, 48);
	expect(screen.lineWith('STATE')).toMatch(/APP +ID +NAME +STATE +FOR RGN CHK SIZE +WHY.* LEASE/);
	expect(rowOf(screen, crashing)).toMatch(/red-sun-12 .* CRASH 4x\/2m exit 1 /);
	expect(rowOf(screen, outOfMemory)).toContain('OOM killed 137, 512M');
});

test('the header counts the machines by state and names what is wrong', async () => {
	const [line = ''] = (await renderApp(fleetState, 120, 40)).lines();
	expect(line).toContain('5: 1 CRASH 1 OOM 1 STUCK 1 up 1 susp');
});

test('the header says that not all machines are counted while the first list of an app is read', async () => {
	const before = buildState({apps: ['web']});
	const half = {...before, feeds: new Map([['web', newFeed('web')]])};
	const arrived = reduceAll(half, {type: 'machines-arrived', app: 'web', requestedAtMs: presentMs, machines: [buildMachine()]});
	expect((await renderApp(arrived, 80, 24)).lines()[0]).toMatch(/ 1 so far: 1 up .*loading/);
	const whole = reduceAll(arrived, listOf('web', [buildMachine()], {requestId: 2}));
	expect((await renderApp(whole, 80, 24)).lines()[0]).toMatch(/ 1: 1 up .*live/);
});

test('a count that has no room in the header is left out whole, with a mark', async () => {
	const machines = [
		...exampleFleet,
		...Array.from({length: 1234}, (_, index) => buildMachine({id: `m${index}`, state: index < 1000 ? 'started' : 'stopped'})),
	];
	const state = buildState({machines});
	for (let columns = 40; columns <= 90; columns++) {
		const line = statusLine(state, columns)
			.map(({text}) => text)
			.join('');
		expect(line).toHaveLength(columns);
		expect(line).toMatch(/web( \(personal\))? {2}(1239:( \d+ [a-zA-Z]+)*( {2}lease 1)?)?( …)? +live $/);
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

test('the title of the preview gives way at the name, not at what enter does', async () => {
	const long = {...healthy, name: 'quiet-cherry-2286-of-a-long-name'};
	const screen = await renderApp(buildState({machines: [long]}), 60, 20);
	expect(screen.lineWith('enter: all')).toMatch(/^── 7811d615b04489 ── quiet-[a-z…]+ +(─ )?events 1-3\/3 {2}enter: all $/);
});

test('above the events of 80 x 24 stands why the machine is in trouble, since when and what to do', async () => {
	const screen = await openExample(stuck);
	const top = screen.lines().findIndex(line => line.includes(`── ${stuck.id}`));
	expect(screen.lines().slice(top + 1, top + 5)).toEqual([
		' WHY        Stuck: stopping, asked by user, for more than the normal 5m.',
		' since      07:53:00, 7m ago',
		' next       l shows how far it came; ctrl-d deletes it by force; W waits.',
		expect.stringMatching(/^ 07:53:00 stop/),
	]);
});

const oomLoop = buildMachine({
	events: [1, 20, 40].map(agoSeconds => buildExitEvent({exitCode: 137, oomKilled: true, restarting: true}, agoSeconds * 1000)),
});
const imageOf = (image: string) =>
	buildConfig({image: `registry.fly.io/orders-of-the-whole-company:deployment-${image}`, processGroup: 'a-worker-of-long-name'});
const drifted = buildMachine({config: imageOf('01JMXW0000000000000000000A')});
const alike = ['a', 'b'].map(id => buildMachine({id, config: imageOf('01JMXW0000000000000000000B')}));

test.for([
	{
		of: 'a crash loop',
		machines: [oomLoop],
		why: /^ WHY {8}Crash loop: 3 exits in 39s, /,
		since: '07:59:20, 40s ago or longer',
		next: oomNext,
	},
	{
		of: 'drift',
		machines: [drifted, ...alike],
		why: /^ WHY {8}It is unlike the rest of web a-worker-of-long-name: /,
		since: '',
		next: driftNext,
	},
])('on 80 x 24 what to do about $of is there in full, however long it takes to say why', async ({machines, why, since, next}) => {
	const screen = await renderApp(buildState({machines, view: {cursorId: machines[0]?.id}}), 80, 24);
	const lines = screen.lines();
	const top = lines.findIndex(line => line.includes(`── ${machines[0]?.id}`));
	const shown = lines.slice(top + 1, top + 5);
	expect(shown[0]).toMatch(why);
	expect(shown).toContainEqual(expect.stringContaining(` next       ${next}`));
	expect(shown.join('\n')).toContain(` since      ${since}`);
});

test('on top of the details of 160 x 48 stands why the machine is in trouble, on what is about it', async () => {
	const screen = await openExample(outOfMemory, 160, 48);
	const shown = (): string =>
		screen
			.lines()
			.slice(4, 10)
			.map(line => line.slice(line.lastIndexOf('│', line.length - 2) + 1, -1).trim())
			.join(' ');
	const why =
		/^WHY {8}Out of memory: the kernel killed a process in its 512 MB \(exit code 137\)\. since {6}05:00:00, 3h ago next {7}e gives it more memory \(guest\.memory_mb\); l shows its logs\./;
	expect(shown()).toMatch(why);
	screen.press('2');
	await screen.waitForText('host name');
	expect(shown()).toMatch(why);
});

test.for([
	{columns: 80, rows: 24},
	{columns: 160, rows: 48},
])('on $columns x $rows the WHY column has room for every short reason', async ({columns, rows}) => {
	const screen = await renderApp(fleetState, columns, rows);
	expect(rowOf(screen, crashing)).toContain(' CRASH 4x/2m exit 1 ');
	expect(rowOf(screen, stuck)).toContain(' STUCK stopping >5m ');
	expect(rowOf(screen, outOfMemory)).toContain(' OOM killed 137, 512M ');
	expect(rowOf(screen, healthy)).toContain(' start by user ');
	expect(rowOf(screen, asleep)).toContain(' suspend by proxy ');
});

test('! shows only machines in trouble, says so, and shows all again', async () => {
	const screen = await renderApp(fleetState, 80, 24);
	screen.press('!');
	await screen.waitForText('! trouble only 3 shown');
	expect(rowOf(screen, healthy)).toBe('');
	expect(rowOf(screen, stuck)).toContain('STUCK');
	screen.press('!');
	await screen.waitFor(() => rowOf(screen, healthy) !== '');
	expect(screen.lines()[1]).not.toContain('trouble only');
});

test('what is merely odd is not red', async () => {
	const forgotten = {...healthy, cordoned: true, updatedAtMs: undefined, events: [buildEvent({timestampMs: presentMs - 7_200_000})]};
	const screen = await renderApp(buildState({machines: [forgotten]}), 80, 24);
	expect(screen.colorsOf('CORDONED, forgotten?')).toContain(yellow('>! '));
	expect(screen.colorsOf('CORDONED, forgotten?')).not.toContain('\u001B[31m');
	expect(screen.lines()[0]).toContain('1: 1 CORDON ');
});

test('beside the table of 160 x 48 are the details of the machine under the cursor', async () => {
	const screen = await renderApp(buildState({machines: exampleFleet, view: {cursorId: crashing.id}}), 160, 48);
	expect(screen.lines()[2]).toMatch(new RegExp(`^┌─ machines 5/5 ─+┐┌─ .*${crashing.id}  ${crashing.name} ─+┐$`));
	expect(screen.lineWith('1 events')).toContain('│ 1 events 2 info 3 conf 4 lease 5 hist 6 chk ');
	expect(screen.lineWith('1, error, restarting')).toMatch(/│ {5}1, error, restarting +│$/);
	screen.press('2');
	await screen.waitForText(`${crashing.id}.vm.web.internal`);
});

test('an action that is on its way is shown at once, with what was asked', async () => {
	const pending = buildPending({machineId: outOfMemory.id});
	const screen = await renderApp(buildState({machines: [outOfMemory], pending: [pending]}), 80, 24);
	expect(rowOf(screen, outOfMemory)).toMatch(/◌ starting .*start asked 2s ago/);
	expect(screen.colorsOf(outOfMemory.id)).toContain(yellow('◌ starting').slice(0, -5));
});

test('80 columns have room for the hints that a newcomer needs: how to act, how to get help and how to leave', async () => {
	const screen = await renderApp(fleetState, 80, 24);
	expect(screen.lines()[23]).toMatch(/enter open .*s start {2}t stop {2}\? help {2}q quit/);
});

test('the newest note is above the hints, with how many there are', async () => {
	const state = buildState({machines: exampleFleet});
	const screen = await renderApp(state, 80, 24);
	screen.store.dispatch({type: 'noted', tone: 'error', text: 'Could not stop web-1: refused', atMs: state.nowMs});
	await screen.waitForText('Could not stop');
	expect(screen.lines()[22]).toMatch(/^ ERROR {2}Could not stop web-1: refused +1 note: N $/);
	expect(screen.colorsOf('Could not stop')).toMatch(/\u001B\[31m.*ERROR/);
});

test('a note that is too long is cut with a mark, and the line says how to read all of it', async () => {
	const state = buildState({machines: exampleFleet});
	const screen = await renderApp(state, 80, 24);
	screen.store.dispatch({type: 'noted', tone: 'warning', text: `Offline: ${'and so on '.repeat(20)}`, atMs: state.nowMs});
	await screen.waitForText('Offline: and');
	expect(screen.lines()[22]).toMatch(/^ note {2}Offline: and so .*…\s+N: all of it $/);
	screen.press('esc');
	await screen.waitFor(() => screen.lineWith('Offline: and') === '');
	expect(screen.lines()[22]).toMatch(/^ +1 note: N $/);
});

test('the header counts what could not be read and says where it is told', async () => {
	const state = reduceAll(
		buildState({machines: exampleFleet}),
		listOf('web', exampleFleet, {requestId: 2, issues: ['one is odd', 'two is odd']}),
	);
	const screen = await renderApp(state, 80, 24);
	expect(screen.lines()[1]).toContain('2 unreadable: N');
	expect(screen.lines()[22]).toContain('two is odd');
});

test('failing reads are told in the header, with the age of the data and when the next try is', async () => {
	const state = buildState({machines: exampleFleet});
	const screen = await renderApp(state, 80, 24);
	screen.store.dispatch({type: 'machines-failed', app: 'web', failure: buildFailure()}, {type: 'clock-ticked', nowMs: state.nowMs + 1000});
	await screen.waitForText('OFFLINE 1s, retry in 2s');
	expect(screen.colorsOf('OFFLINE')).toMatch(/\u001B\[31m.*OFFLINE/);
	expect(rowOf(screen, healthy)).toContain('started');
});

test('rows whose data is old are faint until they are read again', async () => {
	const state = buildState({machines: exampleFleet});
	const faint = (): boolean => screen.colorsOf(healthy.id).includes('\u001B[2m');
	const screen = await renderApp(state, 80, 24);
	expect(faint()).toBe(false);
	screen.store.dispatch({type: 'clock-ticked', nowMs: state.nowMs + 60_000});
	await screen.waitForText('STALE');
	expect(faint()).toBe(true);
	screen.store.dispatch(listOf('web', exampleFleet, {requestId: 2, requestedAtMs: state.nowMs + 60_000}));
	await screen.waitFor(() => screen.lineWith('STALE') === '');
	expect(faint()).toBe(false);
});

test('a refused token is told in the header, and the rows stay', async () => {
	const screen = await renderApp(fleetState, 80, 24);
	screen.store.dispatch({type: 'machines-failed', app: 'web', failure: buildFailure({kind: 'unauthorized'})});
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
	await screen.waitFor(() => screen.lineWith('>').includes('machine-099') && screen.lineWith('machine-000') === '');
	screen.press('k');
	await screen.waitFor(() => screen.lineWith('>').includes('machine-098'));
	expect(screen.lineWith('machine-099')).not.toBe('');
	screen.press('g');
	await screen.waitFor(() => screen.lineWith('>').includes('machine-000'));
});
