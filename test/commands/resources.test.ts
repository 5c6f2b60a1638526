import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Effect} from '../../source/commands/command.ts';
import {runCommand} from '../../source/commands/run-command.ts';
import {commands} from '../../source/commands/table.ts';
import type {ResourceOrder} from '../../source/domain/resources/orders.ts';
import type {ResourceKind} from '../../source/domain/resources/table.ts';
import {selectScreen} from '../../source/store/screens.ts';
import type {State} from '../../source/store/state.ts';
import {buildMachine} from '../helpers/build-machine.ts';
import {itemWith, kinds, listedEvent, listing, onScreen, someItems} from '../helpers/build-resources.ts';
import {buildState, reduceAll} from '../helpers/build-state.ts';
import {type Pressed, press, pressBurst, read} from '../helpers/press.ts';

const machine = buildMachine();
const base = buildState({machines: [machine]});
const typed = (text: string): readonly string[] => [...text].map(letter => (letter === ' ' ? 'space' : letter));
const toast = ({notes}: State): string => notes.at(-1)?.text ?? '';

const paste = (state: State, text: string): Pressed => read(state, [{type: 'paste', text}]);

/** Runs a command by its name in the prompt. */
const command = (state: State, name: string): State => press(state, ':', ...typed(name), 'enter').state;

const orders = (effects: readonly Effect[]): readonly (ResourceOrder & {readonly ids: readonly string[]})[] =>
	effects.flatMap(effect => (effect.type === 'act-on-resources' ? [{...effect.order, ids: effect.targets.map(({id}) => id)}] : []));

describe('a table', () => {
	test.each(['apps', 'volumes', 'secrets', 'certificates', 'ips'] as const)(
		'of %s opens by its name, and esc and q go one step back',
		kind => {
			const open = command(base, kind);
			expect(selectScreen(open)).toMatchObject({kind, apps: kind === 'apps' ? [] : ['web']});
			for (const key of ['esc', 'q']) {
				expect(press(open, key)).toMatchObject({state: {view: {screens: []}}, effects: []});
			}
		},
	);

	test('is of the app under the cursor, of those of the marked machines, or of those that were chosen', () => {
		const other = buildMachine({id: '0000000000000a', app: 'worker'});
		const read = buildState({machines: [machine, other], chosenApps: []});
		const both = reduceAll(read, {type: 'view-changed', change: {cursorId: other.id}});
		expect(selectScreen(command(both, 'volumes'))?.apps).toEqual(['worker']);
		expect(selectScreen(command(press(both, '*').state, 'volumes'))?.apps.toSorted()).toEqual(['web', 'worker']);
		expect(selectScreen(command({...both, chosenApps: ['web', 'worker']}, 'volumes'))?.apps).toEqual(['web', 'worker']);
	});

	test('opened from the apps is of the app under its cursor', () => {
		const apps = listing(base, 'apps', [itemWith('apps', {name: 'api'}), someItems.apps]);
		expect(selectScreen(command(apps, 'secrets'))?.apps).toEqual(['api']);
	});

	test('that is open below is gone back to, not opened twice', () => {
		const open = command(command(command(base, 'volumes'), 'secrets'), 'volumes');
		expect(open.view.screens.map(({kind}) => kind)).toEqual(['volumes']);
	});

	test('without any app says so', () => {
		expect(toast(command(buildState(), 'volumes'))).toContain(':apps lists the apps');
	});

	test('goes back step by step: details, filter, marks, then to what is below', () => {
		let state = press(listing(base, 'secrets'), '/', 'a', 'enter', 'space', 'enter').state;
		expect(selectScreen(state)).toMatchObject({focus: 'details', filter: 'a', marks: new Set(['web/API_KEY'])});
		for (const expected of [{focus: 'table'}, {filter: ''}, {marks: new Set()}]) {
			state = press(state, 'esc').state;
			expect(selectScreen(state)).toMatchObject(expected);
		}

		expect(press(state, 'esc').state.view.screens).toEqual([]);
	});

	test('is moved in, sorted, filtered and marked with the keys of the machines, which stay as they are', () => {
		const open = listing(
			base,
			'secrets',
			['A', 'B', 'C'].map(name => itemWith('secrets', {name})),
		);
		const {state} = press(open, 'j', 'space', 'V', '>', 'i', '/', 'c');
		expect(selectScreen(state)).toMatchObject({
			filter: 'c',
			sort: {column: 'digest', isDescending: true},
			marks: new Set(['web/B', 'web/C']),
		});
		expect(state.view).toMatchObject({filter: '', marks: new Set(), cursorId: machine.id, sort: base.view.sort});
		expect(selectScreen(press(state, 'esc').state)?.filter).toBe('');
		expect(selectScreen(press(open, '*').state)?.marks.size).toBe(3);
		expect(selectScreen(press(open, '*', '\\').state)?.marks.size).toBe(0);
		expect(selectScreen(press(open, 'G').state)?.cursorKey).toBe('web/C');
		expect(selectScreen(press(open, '<').state)?.sort.column).toBe('created');
	});
});

const marking: readonly string[] = ['mark', 'mark-range', 'mark-all', 'unmark-all'];
const ofMachines = commands.filter(({group, id}) => group === 'machine' && !marking.includes(id));

test.each(kinds)('where the %s are shown, no key and no command reaches a machine', kind => {
	const shown = listing(base, kind);
	for (const {keys, id} of ofMachines) {
		for (const after of [...keys.map(key => press(shown, key)), press(shown, ':', ...typed(id), 'enter')]) {
			expect(after.effects.filter(effect => 'target' in effect || effect.type === 'run-job')).toEqual([]);
			expect(JSON.stringify(after.state.view.mode)).not.toContain(machine.id);
		}
	}

	expect(toast(press(shown, 's').state)).toBe('That is done to machines: esc leads back to them.');
});

test('what is done to things does nothing where machines are shown', () => {
	for (const row of commands.filter(({group}) => group === 'resources')) {
		const {events = [], effects = []} = runCommand(base, row);
		expect(effects).toEqual([]);
		expect(events).toMatchObject([{type: 'noted', text: expect.stringContaining('open their table first')}]);
	}
});

describe('apps', () => {
	const apps = listing(base, 'apps', [itemWith('apps', {name: 'api'}), someItems.apps, itemWith('apps', {name: 'worker'})]);

	test('enter shows the machines of the one under the cursor', () => {
		const {state, effects} = press(apps, 'enter');
		expect(effects).toEqual([{type: 'choose-apps', apps: ['api']}]);
		expect(state).toMatchObject({chosenApps: ['api'], view: {screens: []}});
		expect([...state.feeds.keys()]).toEqual(['api']);
	});

	test('enter shows the machines of all that are marked', () => {
		expect(press(apps, 'j', 'space', 'space', 'enter').effects).toEqual([{type: 'choose-apps', apps: ['web', 'worker']}]);
		expect(press(apps, '*', 'enter').effects).toEqual([{type: 'choose-apps', apps: ['api', 'web', 'worker']}]);
	});

	test('are deleted one at a time', () => {
		const {state, effects} = press(apps, '*', 'ctrl-d');
		expect(effects).toEqual([]);
		expect(toast(state)).toContain('one at a time');
	});
});

type Act = {readonly kind: ResourceKind; readonly keys: readonly string[]; readonly answer: readonly string[]; readonly order: object};

const acts: readonly Act[] = [
	{kind: 'apps', keys: ['n', ...typed('new-app'), 'enter'], answer: [], order: {verb: 'create-app', ids: ['new-app']}},
	{kind: 'apps', keys: ['ctrl-d'], answer: [...typed('web'), 'enter'], order: {verb: 'delete-app', machineCount: 3, ids: ['web']}},
	{
		kind: 'volumes',
		keys: ['n', ...typed('data'), 'enter', ...typed('fra'), 'enter', 'enter', 'enter'],
		answer: [],
		order: {verb: 'create-volume', region: 'fra', sizeGb: 3, encrypted: true, ids: ['data']},
	},
	{
		kind: 'volumes',
		keys: ['n', ...typed('data'), 'tab', 'tab', 'ctrl-u', ...typed('20'), 'tab', 'right', 'enter'],
		answer: [],
		order: {verb: 'create-volume', region: undefined, sizeGb: 20, encrypted: false, ids: ['data']},
	},
	{
		kind: 'volumes',
		keys: ['e', ...typed('20'), 'enter'],
		answer: ['y'],
		order: {verb: 'extend-volume', sizeGb: 20, ids: [someItems.volumes.id]},
	},
	{kind: 'volumes', keys: ['ctrl-d'], answer: [...typed('5e6f'), 'enter'], order: {verb: 'delete-volume', ids: [someItems.volumes.id]}},
	{kind: 'snapshots', keys: ['n'], answer: [], order: {verb: 'create-snapshot', ids: [someItems.volumes.id]}},
	{
		kind: 'secrets',
		keys: ['n', ...typed('TOKEN'), 'tab', ...typed('a b'), 'enter'],
		answer: [],
		order: {verb: 'set-secret', value: 'a b', ids: ['TOKEN']},
	},
	{kind: 'secrets', keys: ['e', ...typed('x'), 'enter'], answer: ['y'], order: {verb: 'set-secret', value: 'x', ids: ['API_KEY']}},
	{kind: 'secrets', keys: ['ctrl-d'], answer: [...typed('API_KEY'), 'enter'], order: {verb: 'delete-secret', ids: ['API_KEY']}},
	{
		kind: 'certificates',
		keys: ['n', ...typed('A.example.com'), 'enter'],
		answer: [],
		order: {verb: 'add-certificate', ids: ['a.example.com']},
	},
	{kind: 'certificates', keys: ['v'], answer: [], order: {verb: 'check-certificate', ids: ['www.example.com']}},
	{
		kind: 'certificates',
		keys: ['del'],
		answer: [...typed('www.example.com'), 'enter'],
		order: {verb: 'delete-certificate', ids: ['www.example.com']},
	},
	{
		kind: 'ips',
		keys: ['n', 'enter', 'enter'],
		answer: [],
		order: {verb: 'assign-ip', type: 'shared_v4', region: undefined, ids: ['shared_v4']},
	},
	{
		kind: 'ips',
		keys: ['n', 'left', 'tab', ...typed('fra'), 'enter'],
		answer: [],
		order: {verb: 'assign-ip', type: 'v6', region: 'fra', ids: ['v6']},
	},
	{kind: 'ips', keys: ['ctrl-d'], answer: [...typed('66.241.125.63'), 'enter'], order: {verb: 'release-ip', ids: ['66.241.125.63']}},
];

describe('an act', () => {
	test.each(acts)('$order.verb on $kind goes out once, after what its risk asks for', ({kind, keys, answer, order}) => {
		const asked = press(listing(base, kind), ...keys);
		expect(orders(asked.effects)).toEqual(answer.length === 0 ? [order] : []);
		const {state, effects} = press(asked.state, ...answer);
		expect(orders([...asked.effects, ...effects])).toEqual([order]);
		expect(state.view.mode.kind).toBe('browse');
	});

	test.each(acts.filter(({answer}) => answer.length > 0))('$order.verb on $kind is left alone at anything else', ({kind, keys}) => {
		const asked = press(listing(base, kind), ...keys).state;
		for (const answer of [['esc'], ['n'], ['enter'], ['x', 'enter']]) {
			const {state, effects} = press(asked, ...answer, 'esc');
			expect(orders(effects)).toEqual([]);
			expect(toast(state)).toMatch(/^Not /);
		}
	});

	test('is refused with the reason while a volume is attached, before anything is asked', () => {
		const attached = listing(base, 'volumes', [itemWith('volumes', {attachedMachineId: machine.id})]);
		const {state, effects} = press(attached, 'ctrl-d');
		expect(effects).toEqual([]);
		expect(state.view.mode.kind).toBe('browse');
		expect(toast(state)).toBe(`volume ${someItems.volumes.id} is attached to machine ${machine.id}: delete that machine first.`);
	});

	test('on several is asked with their number, and names those that are left out', () => {
		const items = [1, 2, 3].map(index =>
			itemWith('volumes', {id: `vol_${index}`, attachedMachineId: index === 3 ? machine.id : undefined}),
		);
		const asked = press(listing(base, 'volumes', items), '*', 'ctrl-d').state;
		expect(asked.view.mode).toMatchObject({
			confirmation: {ask: {expected: 'delete 2'}, skipped: [expect.stringContaining('vol_3 is attached')]},
		});
		expect(orders(press(asked, ...typed('delete 2'), 'enter').effects)).toEqual([{verb: 'delete-volume', ids: ['vol_1', 'vol_2']}]);
	});

	test('on marks that the filter hides needs a second key', () => {
		const items = ['A', 'B'].map(name => itemWith('secrets', {name}));
		const asked = press(listing(base, 'secrets', items), '*', '/', 'a', 'enter', 'ctrl-d').state;
		expect(asked.view.mode).toMatchObject({isHiddenAccepted: false, confirmation: {hidden: 1}});
		expect(orders(press(asked, ...typed('delete 2'), 'enter').effects)).toEqual([]);
		expect(orders(press(asked, 'tab', ...typed('delete 2'), 'enter').effects)).toHaveLength(1);
	});

	test('that does not go with what is shown says so', () => {
		expect(toast(press(listing(base, 'apps'), 'v').state)).toBe('There is nothing to check among apps.');
		expect(toast(press(onScreen(base, 'secrets'), 'ctrl-d').state)).toBe('There is nothing under the cursor.');
	});

	test('is for the app of the row under the cursor, where several apps are listed', () => {
		const both = reduceAll(
			onScreen(base, 'secrets', ['web', 'worker']),
			listedEvent('secrets', [itemWith('secrets', {name: 'A'})]),
			listedEvent('secrets', [itemWith('secrets', {name: 'B'})], {app: 'worker'}),
		);
		expect(press(both, 'j', 'n').state.view.mode).toMatchObject({form: {purpose: {kind: 'set-secret', app: 'worker'}}});
	});
});

describe('a mistake in a form', () => {
	const mistakes: readonly (readonly [ResourceKind, readonly string[], string])[] = [
		['apps', ['n', 'enter'], 'name'],
		['apps', ['n', ...typed('Web'), 'enter'], 'name'],
		['apps', ['n', ...typed('web-'), 'enter'], 'name'],
		['apps', ['n', ...typed('a'.repeat(63)), 'enter'], 'name'],
		['volumes', ['n', ...typed('my data'), 'ctrl-s'], 'name'],
		['volumes', ['n', ...typed('data'), 'tab', ...typed('F1'), 'ctrl-s'], 'region'],
		['volumes', ['n', ...typed('data'), 'tab', 'tab', 'ctrl-u', ...typed('0'), 'ctrl-s'], 'size'],
		['volumes', ['n', ...typed('data'), 'up', 'ctrl-u', ...typed('maybe'), 'enter'], 'encrypted'],
		['volumes', ['e', ...typed('10'), 'enter'], 'size'],
		['secrets', ['n', ...typed('9'), 'tab', ...typed('x'), 'enter'], 'name'],
		['secrets', ['n', ...typed('A'), 'tab', 'enter'], 'value'],
		['certificates', ['n', ...typed('localhost'), 'enter'], 'hostname'],
		['ips', ['n', 'ctrl-u', ...typed('v5'), 'ctrl-s'], 'type'],
	];

	test.each(mistakes)('about %s is told at the field, and nothing is sent: %j', (kind, keys, name) => {
		const {state, effects} = press(listing(base, kind), ...keys);
		expect(effects).toEqual([]);
		const {mode} = state.view;
		expect(mode.kind === 'form' ? mode.form.fields.filter(({problem}) => problem !== undefined).map(field => field.name) : []).toEqual([
			name,
		]);
		expect(mode.kind === 'form' ? mode.form.fields[mode.form.focus]?.name : undefined).toBe(name);
	});

	test.each([
		['volumes', ['n', ...typed('my data'), 'tab'], ['name']],
		['volumes', ['n', ...typed('data'), 'tab', ...typed('F1'), 'down', 'ctrl-u', 'up'], ['region', 'size']],
		['volumes', ['n', 'up'], ['name']],
		['volumes', ['n', ...typed('data'), 'tab', 'tab', 'tab'], []],
		['certificates', ['n', ...typed('localhost'), 'tab'], ['hostname']],
		['secrets', ['n', ...typed('9'), 'enter'], ['name']],
	] as const)('about %s is told when its field is left: %j', (kind, keys, names) => {
		const {state, effects} = press(listing(base, kind), ...keys);
		const {mode} = state.view;
		expect(effects).toEqual([]);
		expect(mode.kind === 'form' ? mode.form.fields.filter(({problem}) => problem !== undefined).map(({name}) => name) : undefined).toEqual(
			names,
		);
	});

	test('is forgotten once the field is typed in, and nothing that was typed is lost', () => {
		const {mode} = press(listing(base, 'apps'), 'n', ...typed('Web'), 'enter', 'backspace').state.view;
		expect(mode).toMatchObject({form: {fields: [{text: 'We', problem: undefined}]}});
	});
});

describe('the value of a secret', () => {
	const form = press(listing(base, 'secrets'), 'n', ...typed('KEY'), 'tab').state;

	test('may be pasted to the letter, lines and all, into its own field', () => {
		const {state} = paste(form, '-----BEGIN-----\r\nab\tc\r\n-----END-----\r\n');
		expect(orders(press(state, 'enter').effects)).toMatchObject([{verb: 'set-secret', value: '-----BEGIN-----\nab\tc\n-----END-----'}]);
	});

	test('is not taken by the field of the name, where it would be seen', () => {
		const {state} = paste(press(form, 'up').state, 'hunter2');
		expect(JSON.stringify(state)).not.toContain('hunter2');
		expect(toast(state)).toContain('field of the value');
	});

	test('is nowhere in the state once the dialog is closed, whichever way', () => {
		const filled = press(form, ...typed('hunter2')).state;
		expect(JSON.stringify(filled.view.mode)).toContain('hunter2');
		for (const key of ['enter', 'esc']) {
			expect(JSON.stringify(press(filled, key).state)).not.toContain('hunter2');
		}
	});
});

const texts = fc.oneof(fc.string({maxLength: 20}), fc.constantFrom('y', 'y\r', 'web\r', '5e6f\n', 'delete 2\r', 'new-app\r\r', ':quit\r'));

test('whatever is pasted, with brackets or without, and wherever, nothing is done', () => {
	const opened = kinds.flatMap(kind => [[], ['n'], ['e'], ['ctrl-d'], ['/'], [':']].map(keys => press(listing(base, kind), ...keys).state));
	fc.assert(
		fc.property(fc.constantFrom(...opened), texts, (state, text) => {
			const burst = [...text].map(letter => ({'\r': 'enter', '\n': 'enter', '\t': 'tab'})[letter] ?? letter);
			expect(orders(paste(state, text).effects)).toEqual([]);
			expect(burst.length < 2 ? [] : orders(pressBurst(state, ...burst).effects)).toEqual([]);
		}),
		{numRuns: 300},
	);
});
