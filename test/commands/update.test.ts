import {describe, expect, test} from 'vitest';
import type {State} from '../../source/store/state.ts';
import {buildConfig, buildMachine} from '../helpers/build-machine.ts';
import {buildState, listOf, reduceAll} from '../helpers/build-state.ts';
import {lastNote, press} from '../helpers/press.ts';

const withImage = (number: number, image: string) =>
	buildMachine({id: `m-${number}`, name: `web-${number}`, config: buildConfig({raw: {image}})});

const fleetOf = (...images: readonly string[]): State =>
	buildState({
		machines: images.map((image, index) => withImage(index + 1, image)),
		view: {sort: {key: 'id', isDescending: false}},
	});

const three = fleetOf('nginx:1', 'nginx:1', 'nginx:2');
const keys = [':', ...'update', 'enter'] as const;
const one = press(three, ...keys).state;
const many = press(three, '*', ...keys).state;

const formOf = ({view: {mode}}: State) => (mode.kind === 'form' ? mode.form : expect.fail());

describe('the form of an update', () => {
	test('has the image of the machine under the cursor, and says which it is', () => {
		expect(formOf(one)).toMatchObject({title: 'update web-1', fields: [{name: 'image', text: 'nginx:1'}]});
	});

	test('says how many there are, and which images they have', () => {
		expect(formOf(many)).toMatchObject({title: 'update 3 machines', about: ['Now nginx:1 (2), nginx:2 (1).', expect.any(String)]});
	});

	test.each(['', 'two words', '-'])('does not take %j for an image', text => {
		const {state, effects} = press(one, 'ctrl-u', ...text, 'enter');
		expect(formOf(state).fields[0]?.problem).toBe('the name of an image, such as registry.fly.io/web:v3');
		expect(effects).toEqual([]);
	});

	test('left with escape does nothing', () => {
		const {state, effects} = press(many, 'esc');
		expect([state.view.mode.kind, state.view.marks.size, effects]).toEqual(['browse', 3, []]);
	});

	test('is about the machines that were meant when it opened, whatever is marked or there by then', () => {
		const later = reduceAll(many, listOf('web', [withImage(9, 'nginx:1'), ...three.fleet.values()], {requestId: 2}), {
			type: 'view-changed',
			change: {marks: new Set(['m-9']), cursorId: 'm-9'},
		});
		expect(press(later, '0', 'enter').state.view.mode).toMatchObject({
			confirmation: {targets: [{id: 'm-1'}, {id: 'm-2'}, {id: 'm-3'}]},
		});
	});

	test('of a machine that is gone by then says so', () => {
		const {state, effects} = press(reduceAll(one, listOf('web', [], {requestId: 2})), '0', 'enter');
		expect([lastNote(state), effects]).toEqual(['Gone meanwhile: nothing was sent.', []]);
	});
});

describe('an update', () => {
	test('of one machine is asked first, and goes out as a job, since it takes a lease', () => {
		const asking = press(one, '0', 'enter');
		expect(asking.effects).toEqual([]);
		const order = {verb: 'update', image: 'nginx:10'};
		expect(asking.state.view.mode).toMatchObject({kind: 'confirm', confirmation: {order, ask: {kind: 'yes'}}});
		const {state, effects} = press(asking.state, 'y');
		expect(effects).toEqual([{type: 'run-job', jobId: 1}]);
		expect(state.jobs).toMatchObject([{order, parallel: 1, items: [{target: {id: 'm-1'}}]}]);
		expect(press(asking.state, 'enter').effects).toEqual([]);
	});

	test('leaves out those that have the image already, with the reason', () => {
		const asking = press(many, 'ctrl-u', ...'nginx:2', 'enter').state;
		expect(asking.view.mode).toMatchObject({
			confirmation: {
				targets: [{id: 'm-1'}, {id: 'm-2'}],
				skipped: [{target: {id: 'm-3'}, why: 'web-3 has nginx:2 already'}],
			},
		});
	});

	test('of none that has another image is refused', () => {
		const {state, effects} = press(one, 'enter');
		expect([state.view.mode.kind, lastNote(state), effects]).toEqual(['browse', 'web-1 has nginx:1 already', []]);
	});

	test('of 20 machines takes the act and the number, typed, and works on a third of them at once if told so', () => {
		const twenty = press(fleetOf(...Array.from({length: 20}, () => 'nginx:1')), '*', ...keys, '0', 'enter').state;
		expect(press(twenty, 'y', 'enter').effects).toEqual([]);
		const {state, effects} = press(twenty, '=', ...'update 20', 'enter');
		expect(effects).toEqual([{type: 'run-job', jobId: 1}]);
		expect(state.jobs[0]?.parallel).toBe(7);
	});
});
