import {describe, expect, test} from 'vitest';
import {waitStates} from '../../../source/commands/machine.ts';
import type {ActionEntry} from '../../../source/domain/action-entry.ts';
import type {CurlOffer} from '../../../source/store/copying.ts';
import type {CommandRun} from '../../../source/store/output.ts';
import type {State} from '../../../source/store/state.ts';
import {buildConfig, buildLease, buildMachine} from '../../helpers/build-machine.ts';
import {buildState, buildTarget} from '../../helpers/build-state.ts';
import {lastNote, press} from '../../helpers/press.ts';

const machine = buildMachine({
	privateIp: 'fdaa:0:1::2',
	config: buildConfig({raw: {image: 'nginx', env: {PASSWORD: 'hunter2', PORT: '80'}}}),
});
const {id} = machine;
const state = buildState({machines: [machine]});

const copied = (key: string): string => {
	const [effect] = press(state, 'c', key).effects;
	return effect?.type === 'copy' ? effect.text : '';
};

test.each([
	['i', 'the id', id],
	['n', 'the name', 'web-1'],
	['p', 'the private ip', 'fdaa:0:1::2'],
	['u', 'the URL', `https://fly.io/apps/web/machines/${id}`],
])('c %s copies %s', (key, what, text) => {
	const {effects, state: after} = press(state, 'c', key);
	expect(effects).toEqual([{type: 'copy', what, text}]);
	expect(after.view.mode.kind).toBe('browse');
});

test('the row is copied as text, every column of it', () => {
	expect(copied('r')).toContain(`web  ${id}  web-1  ● started`);
});

test('the JSON is copied with its secrets masked', () => {
	expect(JSON.parse(copied('j'))).toMatchObject({id, app: 'web', config: {image: 'nginx', env: {PORT: '80'}}});
	expect(copied('j')).not.toContain('hunter2');
});

test.each([
	['n', buildMachine({name: ''}), `${id} has no name: nothing was copied.`],
	['p', buildMachine({privateIp: undefined}), 'web-1 has no private ip: nothing was copied.'],
])('c %s says when there is nothing to copy', (key, poor, told) => {
	const {effects, state: after} = press(buildState({machines: [poor]}), 'c', key);
	expect(effects).toEqual([]);
	expect(lastNote(after)).toBe(told);
});

test.each(['esc', 'q'])('%s closes the menu', key => {
	expect(press(state, 'c', key).state.view.mode.kind).toBe('browse');
});

const act: ActionEntry = {
	kind: 'act',
	atMs: 0,
	what: 'stop with SIGTERM',
	app: 'web',
	machineId: id,
	name: 'web-1',
	status: undefined,
	requestId: undefined,
	result: 'web-1 stopped in 1.2s',
	tookMs: 1200,
	curl: 'curl -X POST …',
};
const request: ActionEntry = {...act, kind: 'request', what: 'POST /stop', curl: undefined};
const run: CommandRun = {
	id: 1,
	target: buildTarget(),
	commandLine: 'psql --password=hunter2',
	words: ['psql', '--password=hunter2'],
	timeoutSeconds: 10,
	startedAtMs: 5,
	endedAtMs: undefined,
	outcome: {kind: 'running'},
};

const offersIn = ({view: {mode}}: State): readonly CurlOffer[] => (mode.kind === 'copy-curl' ? mode.offers : []);
const titlesFor = (given: State): readonly string[] => offersIn(press(given, 'c', 'C').state).map(({title}) => title);

const always = ['set metadata: role to primary', 'remove metadata: role', ...waitStates.map(wanted => `wait until it is ${wanted}`)];
const reads = ['read the machine', 'look at its lease', 'read the metadata'];

describe('the acts that can be copied before they are done', () => {
	test.each([
		[
			'started',
			[
				'stop',
				'stop with SIGTERM, killed after 30 s',
				'suspend',
				'restart',
				'restart with SIGTERM, killed after 30 s',
				'signal with SIGHUP',
				'cordon',
				'update, with the config that it has',
				'force delete',
				'run a command: uptime',
				'take a lease',
			],
		],
		['stopped', ['start', 'cordon', 'update, with the config that it has', 'delete', 'force delete', 'take a lease']],
		['replacing', ['cordon', 'force delete', 'take a lease']],
	])('of a machine that is %s are those that do something', (machineState, titles) => {
		expect(titlesFor(buildState({machines: [buildMachine({state: machineState})]}))).toEqual([...titles, ...always, ...reads]);
	});

	test('depend on the lease and on the cordon', () => {
		const lease = buildLease({owner: 'ada@example.com'});
		expect(titlesFor(buildState({machines: [buildMachine({lease})]}))).toContain('break the lease of ada@example.com');
		const held = titlesFor({...buildState({machines: [buildMachine({cordoned: true})]}), ownLeases: new Map([[id, lease]])});
		expect(held).toEqual(expect.arrayContaining(['refresh the lease', 'release the lease', 'uncordon']));
		expect(held).not.toEqual(expect.arrayContaining(['cordon']));
	});

	test.each(offersIn(press(state, 'c', 'C').state).map((offer, index) => [offer, index] as const))(
		'are copied: $0.title',
		(offer, index) => {
			const {effects, state: after} = press(state, 'c', 'C', ...Array.from({length: index}, () => 'j'), 'enter');
			expect(effects).toEqual([{type: 'copy-curl', deeds: ['deed' in offer ? offer.deed : undefined]}]);
			expect(after.view.mode.kind).toBe('browse');
		},
	);

	test('picking goes no further than the ends, and escape copies nothing', () => {
		expect(press(state, 'c', 'C', 'k', 'enter').effects).toMatchObject([{deeds: [{order: {verb: 'stop'}}]}]);
		expect(press(state, 'c', 'C', 'G', 'j', 'enter').effects).toMatchObject([{deeds: [{type: 'read-metadata'}]}]);
		expect(press(state, 'c', 'C', 'esc').effects).toEqual([]);
	});
});

describe('what was done', () => {
	test('last is the first of the acts of a machine', () => {
		const after = {...state, actions: [{...act, curl: 'an older one'}, act, request]};
		expect(press(after, 'c', 'C', 'enter').effects).toEqual([{type: 'copy-command', command: 'curl -X POST …'}]);
	});

	const done = {...state, actions: [{...act, curl: 'the oldest'}, {...act, curl: undefined}, {...act, atMs: 9}, request], runs: [run]};

	test('is listed on the page of the actions with c, newest first', () => {
		const [newest, middle, oldest, ...others] = offersIn(press(done, 'A', 'c').state);
		expect([newest, oldest, others]).toMatchObject([{command: act.curl}, {command: 'the oldest'}, []]);
		expect(newest?.title).toMatch(/^\S.* {2}stop with SIGTERM web-1$/);
		expect(middle).toMatchObject({deed: {type: 'exec', words: run.words}});
		expect(middle?.title).not.toContain('hunter2');
	});

	test('is copied when it is picked, however old it is', () => {
		const {effects, state: after} = press(done, 'A', 'c', 'G', 'enter');
		expect(effects).toEqual([{type: 'copy-command', command: 'the oldest'}]);
		expect(after.view.mode.kind).toBe('actions');
		expect(press(done, 'A', 'c', 'esc').state.view.mode.kind).toBe('actions');
	});

	test('is told to be nothing where nothing was done', () => {
		const {state: after} = press(state, 'A', 'c');
		expect(after.view.mode.kind).toBe('actions');
		expect(lastNote(after)).toBe('Nothing was done yet that could be copied as a command.');
	});
});
