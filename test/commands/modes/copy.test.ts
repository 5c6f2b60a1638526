import {describe, expect, test} from 'vitest';
import type {ActionEntry} from '../../../source/domain/action-entry.ts';
import {curlActs} from '../../../source/domain/curl-acts.ts';
import {buildConfig, buildMachine} from '../../helpers/build-machine.ts';
import {buildState} from '../../helpers/build-state.ts';
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

describe('the acts', () => {
	test.each(curlActs.map(({act}, index) => [act, index] as const))('%s can be copied before it is done', (act, index) => {
		const {effects} = press(state, 'c', 'C', ...Array.from({length: index}, () => 'j'), 'enter');
		expect(effects).toMatchObject([{type: 'copy-curl', target: {id}, act}]);
	});

	test('the last that was done is first, as it was done', () => {
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
		const after = {...state, actions: [{...act, curl: 'an older one'}, act, request]};
		expect(press(after, 'c', 'C', 'enter').effects).toEqual([{type: 'copy', what: 'the command', text: 'curl -X POST …'}]);
	});

	test('picking goes no further than the ends, and escape copies nothing', () => {
		expect(press(state, 'c', 'C', 'k', 'enter').effects).toMatchObject([{act: curlActs[0]?.act}]);
		expect(press(state, 'c', 'C', 'G', 'j', 'enter').effects).toMatchObject([{act: curlActs.at(-1)?.act}]);
		expect(press(state, 'c', 'C', 'esc').effects).toEqual([]);
	});
});
