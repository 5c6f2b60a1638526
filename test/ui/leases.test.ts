import {describe, expect, test} from 'vitest';
import type {ActionEntry} from '../../source/domain/action-entry.ts';
import type {Mode} from '../../source/store/state.ts';
import {actionPage} from '../../source/ui/screens/action-page.ts';
import {buildLease, presentMs} from '../helpers/build-machine.ts';
import {buildState, buildTarget} from '../helpers/build-state.ts';
import {breakLeaseMode, leftoverLease} from '../helpers/modes.ts';
import {type RenderedApp, renderApp} from '../helpers/render.tsx';
import {crashing, exampleFleet, healthy, stuck} from './example-fleet.ts';
import {dialogLines, sizes} from './open-example.ts';

const owner = 'ada@example.com';
const target = buildTarget({id: healthy.id, name: healthy.name, app: healthy.app});
const fleet = exampleFleet.map(machine =>
	machine.id === stuck.id ? {...machine, lease: buildLease({owner, description: 'deploy', expiresAtMs: presentMs + 90_000})} : machine,
);
const ownLeases = new Map([
	[healthy.id, {...buildLease({owner: 'me@example.com', description: '', expiresAtMs: presentMs + 45_000}), isRenewed: true}],
]);

const actions: readonly ActionEntry[] = [
	{
		kind: 'request',
		atMs: presentMs - 2000,
		what: `POST /v1/apps/${crashing.app}/machines/${crashing.id}/stop`,
		app: crashing.app,
		machineId: crashing.id,
		name: crashing.name,
		status: 409,
		requestId: '01REQUEST-fra',
		result: 'lease-held',
		tookMs: 120,
		curl: undefined,
	},
	{
		kind: 'act',
		atMs: presentMs - 1000,
		what: 'stop',
		app: crashing.app,
		machineId: crashing.id,
		name: crashing.name,
		status: undefined,
		requestId: undefined,
		result: `${crashing.name}: could not stop: 409 lease currently held by ${owner}`,
		tookMs: 1100,
		curl: 'curl',
	},
];

const open = (mode: Mode, columns = 80, rows = 24): Promise<RenderedApp> =>
	renderApp(buildState({machines: fleet, ownLeases, actions, view: {cursorId: healthy.id, mode}}), columns, rows);

const textOf = (lines: readonly string[]): string => lines.map(line => line.replace(/^│ +| +│$/g, '')).join(' ');

const pageOf = async (screen: RenderedApp): Promise<string> => {
	let seen = '';
	let before = '';
	while (before !== screen.lastFrame()) {
		before = screen.lastFrame();
		seen += textOf(screen.lines().slice(2, -2));
		screen.press('pagedown');
		await screen.afterRead();
	}

	return seen;
};

describe.for(sizes)('on $columns x $rows', ({columns, rows}) => {
	test('the leases page tells machine, owner, time left and whose each is, the one that ends first on top', async () => {
		const screen = await open({kind: 'leases', scroll: 0}, columns, rows);
		const seen = await pageOf(screen);
		expect(screen.lineWith('─ leases, 2, 1 of them ours')).not.toBe('');
		for (const part of [healthy.id, stuck.id, 'ours', 'theirs', '0:45', '1:30', owner]) {
			expect(seen).toContain(part);
		}

		expect(seen.indexOf(healthy.id)).toBeLessThan(seen.indexOf(stuck.id));
	});

	test('the actions page tells each order and each request with its end, the newest first', async () => {
		const screen = await open({kind: 'actions', scroll: 0}, columns, rows);
		const seen = await pageOf(screen);
		for (const part of ['could not stop', 'lease-held', '01REQUEST-fra', '1.1s', '0.1s']) {
			expect(seen.replace(/\s+/g, '')).toContain(part.replace(/\s+/g, ''));
		}

		expect(seen.indexOf('could')).toBeLessThan(seen.indexOf('POST'));
	});

	test('the offer of leases that were left behind names them and every choice', async () => {
		const screen = await open({kind: 'leftover-leases', leases: [leftoverLease(), leftoverLease({id: '286543210fedcb'})]}, columns, rows);
		const lines = textOf(dialogLines(screen, 'leases left behind'));
		for (const part of ['148e123456abcd', '286543210fedcb', '1:00 left', 'r    release all', 'k    keep', 'esc  later']) {
			expect(lines).toContain(part);
		}
	});
});

test.for([{columns: 40, rows: 10}, ...sizes])(
	'on $columns x $rows all that breaking a lease takes can be read',
	async ({columns, rows}) => {
		const {id, app, name} = stuck;
		const screen = await open(breakLeaseMode({target: buildTarget({id, app, name}), owner, typed: 'ada'}), columns, rows);
		const lines = dialogLines(screen, 'break the lease');
		expect(lines.at(-1)).toMatch(/^└─+┘$/);
		const text = textOf(lines);
		for (const part of [id, 'Type the owner:', owner, '> ada█']) {
			expect(text).toContain(part);
		}
	},
);

test.for([{columns: 40, rows: 10}, ...sizes])(
	'on $columns x $rows the question before a shell names the machine and who holds its lease',
	async ({columns, rows}) => {
		const {id, app, name} = stuck;
		const screen = await open({kind: 'ask', plan: {kind: 'open-shell', target: buildTarget({id, app, name}), owner}}, columns, rows);
		const text = textOf(dialogLines(screen, 'ssh'));
		for (const part of [id, `held by ${owner}, free in 1:30`, 'Open a shell all the same? y / N']) {
			expect(text).toContain(part);
		}
	},
);

test('breaking a lease says who holds it by now', async () => {
	const {id, app, name} = stuck;
	const screen = await open(breakLeaseMode({target: buildTarget({id, app, name}), owner: 'bob@example.com'}));
	expect(textOf(dialogLines(screen, 'break the lease'))).toContain(`${owner} now, was bob@example.com when this opened`);
});

test.for([{columns: 40, rows: 10}, ...sizes])(
	'on $columns x $rows the lease dialog shows what can be done, and the renewal',
	async ({columns, rows}) => {
		const screen = await open({kind: 'lease', target, ttl: '120', isRenewed: true}, columns, rows);
		const text = textOf(dialogLines(screen, 'lease'));
		for (const part of ['this flydeck, 0:45 left', 'r refresh', 'x release', 'n auto-renew on: refreshed']) {
			expect(text).toContain(part);
		}
	},
);

test.for(sizes)('on $columns x $rows the copy menu shows what there is to copy', async ({columns, rows}) => {
	const screen = await open({kind: 'copy', target}, columns, rows);
	const text = textOf(dialogLines(screen, 'copy'));
	for (const part of [
		`i id         ${healthy.id}`,
		'n name',
		'p private ip',
		'r row',
		'j JSON',
		'u URL',
		'C an act, as the curl command',
	]) {
		expect(text).toContain(part);
	}
});

test.for([{columns: 40, rows: 10}, ...sizes])(
	'on $columns x $rows the picked act is seen wherever it is in the list',
	async ({columns, rows}) => {
		const screen = await open({kind: 'copy', target}, columns, rows);
		screen.press('C');
		await screen.waitForText('copy as curl');
		expect(textOf(dialogLines(screen, 'copy as curl'))).toContain('> done last: stop ');
		screen.press('G');
		await screen.waitForText('> read the metadata');
		expect(dialogLines(screen, 'copy as curl').at(-1)).toMatch(/^└─+┘$/);
	},
);

test('with no lease and no action the pages say so', async () => {
	const screen = await renderApp(buildState({machines: [healthy]}), 80, 24);
	screen.press('O');
	await screen.waitForText('Nobody holds a lease on these machines. L takes one.');
	screen.press('O');
	await screen.waitForText('[browse]');
	screen.press('A');
	await screen.waitForText('Nothing was asked of the API yet but to read.');
});

test('an action on something that is no machine names it once', () => {
	const secret: ActionEntry = {
		kind: 'act',
		atMs: presentMs,
		what: 'set secret KEY of web',
		app: 'web',
		machineId: undefined,
		name: undefined,
		status: undefined,
		requestId: undefined,
		result: 'set (request 01REQ)',
		tookMs: 120,
		curl: undefined,
	};
	const [first = []] = actionPage(buildState({actions: [secret]}), 80).lines;
	expect(first[1]?.text).toMatch(/^set secret KEY of web: set \(request 01REQ\) {2}\S+$/);
});
