import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Effect} from '../../source/commands/command.ts';
import {gate} from '../../source/commands/gate.ts';
import {resourceGate} from '../../source/commands/resource-gate.ts';
import {commands} from '../../source/commands/table.ts';
import {withProtection} from '../../source/commands/with-protection.ts';
import {type ResourceVerb, resourceVerbs} from '../../source/domain/resources/orders.ts';
import {type Verb, verbs} from '../../source/domain/verbs.ts';
import {machineSubject} from '../../source/store/protection.ts';
import type {Mode} from '../../source/store/state.ts';
import {buildConfig, buildLease, buildMachine} from '../helpers/build-machine.ts';
import {buildResourceTarget, listing} from '../helpers/build-resources.ts';
import {buildState, buildTarget, inMode} from '../helpers/build-state.ts';
import {harmOf as harmIn} from '../helpers/harm.ts';
import {changeMode, confirmMode, createMode, execMode, metadataMode, someModes} from '../helpers/modes.ts';
import {patternsOf} from '../helpers/patterns-of.ts';
import {lastNote, press} from '../helpers/press.ts';

const machine = buildMachine({config: buildConfig()});
const stopped = buildMachine({id: 'd8901234567890', name: 'web-2', state: 'stopped', config: buildConfig()});
const state = {
	...buildState({machines: [machine, stopped], view: {cursorId: machine.id}}),
	// An app that a key makes is protected too.
	protection: patternsOf('app:*'),
	ownLeases: new Map([[machine.id, buildLease()]]),
};
const unleased = {...state, ownLeases: new Map()};
const onStopped = {...state, view: {...state.view, cursorId: stopped.id}};

/** Opens what is asked about later. */
const askedLater: readonly Effect['type'][] = ['edit-config', 'edit-form', 'clone'];

const harmOf = (effects: readonly Effect[]): readonly Effect[] => harmIn(effects, askedLater);
const subject = machineSubject(state, machine);

describe('what is protected', () => {
	test.each(Object.keys(verbs) as Verb[])('the gate lets nothing through to %s without words that were typed', verb => {
		for (const each of [machine, stopped]) {
			const verdict = gate(state, {verb, image: 'nginx:2'}, [each]);
			expect(verdict.kind === 'deny' ? 'deny' : verdict.kind === 'confirm' && verdict.ask.kind).toMatch(/^(?:deny|type)$/);
		}
	});

	test.each([
		['start', stopped, 'start 1'],
		['stop', machine, 'stop 1'],
		['cordon', machine, 'cordon 1'],
		['delete', stopped, '7890'],
		['force-delete', machine, 'web-1'],
	] as const)('the gate asks for words to %s one machine', (verb, one, expected) => {
		expect(gate(state, {verb}, [one])).toMatchObject({kind: 'confirm', ask: {kind: 'type', expected}});
	});

	test('one protected machine is enough among several', () => {
		const other = buildMachine({id: '148e000000abcd', app: 'shop', name: 'shop-1', region: 'ams'});
		const mixed = {...buildState({machines: [machine, other]}), protection: patternsOf(`region:${machine.region}`)};
		expect(gate(mixed, {verb: 'stop'}, [machine, other])).toMatchObject({ask: {kind: 'type', expected: 'stop 2'}});
		expect(gate(mixed, {verb: 'stop'}, [other])).toMatchObject({ask: {kind: 'yes'}});
	});

	test.each(Object.keys(resourceVerbs) as ResourceVerb[])('the gate lets nothing through to %s without words that were typed', verb => {
		const order = {verb, region: undefined, sizeGb: 20, encrypted: true, value: 'v', type: 'v6', machineCount: 0} as const;
		const kind = verb.endsWith('app') ? 'apps' : 'volumes';
		const target = buildResourceTarget({kind, id: kind === 'apps' ? 'web' : 'vol_1a2b3c4d5e6f'});
		expect(resourceGate(state, order, [target])).toMatchObject({kind: 'confirm', ask: {kind: 'type'}});
	});

	test('an app is where its machines are, and a volume where it is', () => {
		const inRegion = {...listing(buildState({machines: [machine]}), 'volumes'), protection: patternsOf(`region:${machine.region}`)};
		const askOf = (order: {readonly verb: 'add-certificate' | 'create-snapshot'}, app: string) =>
			resourceGate(inRegion, order, [buildResourceTarget({kind: order.verb === 'create-snapshot' ? 'snapshots' : 'certificates', app})])
				.kind;
		expect(askOf({verb: 'add-certificate'}, 'web')).toBe('confirm');
		expect(askOf({verb: 'add-certificate'}, 'shop')).toBe('allow');
		expect(askOf({verb: 'create-snapshot'}, 'web')).toBe(machine.region === 'fra' ? 'confirm' : 'allow');
	});

	const rows = commands.flatMap(({keys, id}) => keys.map(key => ({key, id})));
	test.each(rows)('$key ($id) changes nothing, whatever is answered but the words', ({key}) => {
		const screens = (['apps', 'volumes', 'secrets', 'certificates', 'ips'] as const).map(kind => listing(state, kind));
		for (const before of [state, unleased, onStopped, ...screens]) {
			for (const answer of ['enter', 'y', 'a', 'r', 'x', 'n', 'ctrl-s']) {
				expect(harmOf(press(before, key, answer, 'enter', 'y', 'enter').effects)).toEqual([]);
			}
		}
	});

	test('no keys change anything, whatever is open', () => {
		const key = fc.constantFrom('enter', 'tab', 'escape', 'space', 'ctrl-s', 'ctrl-d', ...'sStyxarRLlbBWeEDnQ1234:/?m');
		const unanswered = someModes.filter(mode => !('ask' in mode || 'confirmation' in mode));
		fc.assert(
			fc.property(fc.constantFrom(...unanswered), fc.array(key, {maxLength: 8}), (mode, keys) => {
				expect(harmOf(press(inMode(state, mode), ...keys).effects)).toEqual([]);
			}),
			{numRuns: 500},
		);
	});

	test('a question that asked for less than words does not let it through either', () => {
		for (const mode of someModes.filter(each => 'confirmation' in each && each.confirmation.ask.kind === 'yes')) {
			expect(harmOf(press(inMode(state, mode), 'y').effects)).toEqual([]);
			expect(harmOf(press(inMode(state, mode), 'tab', 'y').effects)).toEqual([]);
		}

		expect(press(inMode(state, confirmMode({kind: 'yes'})), 'y').state.view.mode).toMatchObject({
			kind: 'confirm-protected',
			ask: {expected: 'stop 1'},
		});
	});

	test.each<{readonly before?: typeof state; readonly keys: readonly string[]; readonly words: string; readonly type: Effect['type']}>([
		{before: onStopped, keys: ['s'], words: 'start 1', type: 'act'},
		{keys: ['t'], words: 'stop 1', type: 'act'},
		{keys: ['S'], words: 'ssh 1', type: 'open-shell'},
		{keys: ['x', 'l', 's', 'enter'], words: 'exec 1', type: 'exec'},
		{before: unleased, keys: ['L', 'a'], words: 'lease acquire 1', type: 'acquire-lease'},
		{keys: ['L', 'r'], words: 'lease refresh 1', type: 'refresh-lease'},
		{keys: ['L', 'x'], words: 'lease release 1', type: 'release-lease'},
		{keys: ['L', 'n'], words: 'lease renew 1', type: 'renew-lease'},
		{before: {...state, view: {...state.view, mode: changeMode()}}, keys: ['y'], words: 'change 1', type: 'apply-change'},
		{before: {...state, view: {...state.view, mode: createMode()}}, keys: ['y'], words: 'create 1', type: 'create-machine'},
		{
			before: {...state, view: {...state.view, mode: metadataMode({entry: {kind: 'remove', key: 'role', before: 'db'}})}},
			keys: ['y'],
			words: 'metadata delete 1',
			type: 'change-metadata',
		},
	])('$keys goes on once "$words" is typed, and the client is told what that was for', ({before = state, keys, words, type}) => {
		const asked = press(before, ...keys);
		expect(harmOf(asked.effects)).toEqual([]);
		expect(harmOf(press(asked.state, ...words.slice(0, -1), 'enter').effects)).toEqual([]);
		expect(harmOf(press(asked.state, ...words, 'x', 'enter').effects)).toEqual([]);
		const {effects, state: after} = press(asked.state, ...words, 'enter');
		expect(effects).toMatchObject([{type, consent: [{app: 'web', kind: 'machines'}]}]);
		expect(after.view.mode.kind).not.toMatch(/^confirm/);
	});

	test.each([
		['other words', 'stop 2', 'enter'],
		['no words', '', 'enter'],
		['another key', 'stop 1', 'y'],
	])('a question that lets a key through after %s does not make it pass', (_what, typed, name) => {
		const effect: Effect = {type: 'act', order: {verb: 'stop'}, target: buildTarget()};
		const question = {...confirmMode({kind: 'type', expected: 'stop 1', hint: 'the act and how many'}, {order: {verb: 'stop'}}), typed};
		const through = (mode: Mode, key: string) => withProtection(inMode(state, mode), {name: key, text: undefined}, {effects: [effect]});
		expect(through(question, name).effects ?? []).toEqual([]);
		expect(through({...question, typed: 'stop 1'}, 'enter').effects).toEqual([{...effect, consent: [subject]}]);
	});

	test('who goes back finds what was typed before, and nothing was done', () => {
		const asked = press(inMode(state, execMode({commandLine: 'uname -a'})), 'enter').state;
		expect(asked.view.mode).toMatchObject({kind: 'confirm-protected', names: ['web-1 148e123456abcd of web'], subjects: [subject]});
		const {effects, state: after} = press(asked, 'e', 'esc');
		expect(effects).toEqual([]);
		expect(after.view.mode).toMatchObject({kind: 'exec', commandLine: 'uname -a'});
		expect(after.runs).toEqual([]);
		expect(lastNote(after)).toBe('Nothing was done.');
	});

	test('what is meant by now is what was named, or nothing', () => {
		const asked = press(state, 'S', ...'ssh 1').state;
		const moved = {...asked, view: {...asked.view, cursorId: stopped.id}, fleet: new Map([[stopped.id, {...stopped, state: 'started'}]])};
		const {effects, state: after} = press(moved, 'enter');
		expect(effects).toEqual([]);
		expect(lastNote(after)).toBe('Something else is meant by now: nothing was done.');
	});

	test('a job is confirmed once, for all that are in it', () => {
		const {effects} = press({...state, view: {...state.view, marks: new Set([machine.id, stopped.id])}}, 'r', ...'restart 1', 'enter');
		expect(effects).toMatchObject([{consent: [subject]}]);
		const cordoned = press({...state, view: {...state.view, marks: new Set([machine.id, stopped.id])}}, 'C', ...'cordon 2', 'enter');
		expect(cordoned.effects).toMatchObject([{type: 'run-job', consent: [subject, machineSubject(state, stopped)]}]);
	});

	test('nothing else is asked differently', () => {
		const elsewhere = {...state, protection: patternsOf('app:shop', 'region:xyz')};
		expect(press(elsewhere, 't', 'y').effects).toEqual(press({...state, protection: []}, 't', 'y').effects);
	});
});
