import {expect, test} from 'vitest';
import {decodeEvents} from '../../../source/api/decode/event.ts';
import type {Json} from '../../../source/domain/json.ts';

const exitOf = (request: Json) => decodeEvents([{type: 'exit', status: 'stopped', timestamp: 5, request}])[0];

test('events come newest first, whatever their order was', () => {
	const events = decodeEvents([
		{id: 'b', timestamp: 2},
		{id: 'c', timestamp: 3},
		{id: 'a', timestamp: 1},
	]);
	expect(events.map(event => event.id)).toEqual(['c', 'b', 'a']);
});

test('events of the same moment stay in the order of the API', () => {
	const events = decodeEvents([
		{id: 'second', timestamp: 1},
		{id: 'first', timestamp: 1},
	]);
	expect(events.map(event => event.id)).toEqual(['second', 'first']);
});

test('an event without an id gets one that stays the same in every answer, and differs from the others', () => {
	const older = {type: 'launch', status: 'created', source: 'user', timestamp: 1};
	const newer = {type: 'start', status: 'started', source: 'flyd', timestamp: 1};
	const first = decodeEvents([older]);
	const second = decodeEvents([newer, older]);
	expect(second[1]?.id).toBe(first[0]?.id);
	expect(second[0]?.id).not.toBe(second[1]?.id);
});

test('an event that came twice is shown once', () => {
	expect(
		decodeEvents([
			{id: 'a', timestamp: 1},
			{id: 'a', timestamp: 1},
		]),
	).toHaveLength(1);
});

test('events whose ids are masked alike are told apart by their other fields', () => {
	const events = decodeEvents([
		{id: 'xxx', type: 'exit', status: 'stopped', source: 'flyd', timestamp: 2},
		{id: 'xxx', type: 'stop', status: 'stopping', source: 'user', timestamp: 1},
		{id: 'xxx', type: 'stop', status: 'stopping', source: 'user', timestamp: 1},
	]);
	expect(events.map(({id, type}) => ({id, type}))).toEqual([
		{id: 'xxx', type: 'exit'},
		{id: '1-stop-stopping-user', type: 'stop'},
	]);
});

test.each([null, {}, 'text', 3])('events that are %j are none', value => {
	expect(decodeEvents(value)).toEqual([]);
});

test.each([
	{title: 'RFC 3339', exited_at: '2026-03-31T06:09:00.123Z'},
	{title: 'a number of ms', exited_at: Date.parse('2026-03-31T06:09:00.123Z')},
])('the time of an exit is read from $title', ({exited_at}) => {
	expect(exitOf({exit_event: {exited_at}})?.exit?.exitedAtMs).toBe(Date.parse('2026-03-31T06:09:00.123Z'));
});

test.each(['0001-01-01T00:00:00Z', 0, -5, 1e300, 'yesterday', '5', '2026-99-99T00:00:00Z', null, {}])('a time of %j is none', exited_at => {
	expect(exitOf({exit_event: {exited_at}})?.exit?.exitedAtMs).toBeUndefined();
});

test('an exit inside `MonitorEvent` comes before one beside it', () => {
	const event = exitOf({
		MonitorEvent: {exit_event: {exit_code: 1}, restart_count: 3},
		exit_event: {exit_code: 2},
		restart_count: 7,
	});
	expect(event).toMatchObject({exit: {exitCode: 1}, restartCount: 3});
});

test('an empty `MonitorEvent` does not hide the exit beside it', () => {
	expect(exitOf({MonitorEvent: null, exit_event: {exit_code: 2}, restart_count: 7})).toMatchObject({
		exit: {exitCode: 2},
		restartCount: 7,
	});
});

test('what an exit leaves out is unknown or false', () => {
	expect(exitOf({exit_event: {}})?.exit).toEqual({
		exitCode: undefined,
		signal: undefined,
		guestExitCode: undefined,
		guestSignal: undefined,
		error: '',
		oomKilled: false,
		requestedStop: false,
		restarting: false,
		exitedAtMs: undefined,
	});
});

test.each([
	{signal: -1, read: undefined},
	{signal: 0, read: undefined},
	{signal: 9, read: 9},
	{signal: 'SIGKILL', read: undefined},
])('signal $signal reads $read', ({signal, read}) => {
	expect(exitOf({exit_event: {signal, guest_signal: signal}})?.exit).toMatchObject({signal: read, guestSignal: read});
});

test('the error of the guest is told where there is no other', () => {
	expect(exitOf({exit_event: {error: '', guest_error: 'no such file'}})?.exit?.error).toBe('no such file');
});

test.each([{exit_code: '137'}, {exit_code: 1e17}, {exit_code: 1.5}, {exit_code: {}}])(
	'an exit of %j tells nothing of how it ended',
	exit_event => {
		expect(exitOf({exit_event})).toMatchObject({type: 'exit', exit: undefined});
	},
);

test('an exit after a stop was asked for, whether it says so or not; one of a later run was not', () => {
	const exit = {type: 'exit', status: 'stopped', source: 'flyd', request: {exit_event: {exit_code: 137, oom_killed: true}}};
	const stop = {type: 'stop', status: 'stopping', source: 'user'};
	const start = {type: 'start', status: 'starting', source: 'proxy'};
	const events = decodeEvents([exit, start, exit, stop].map((event, index) => ({...event, timestamp: 10 - index})));
	expect(events.map(event => event.exit?.requestedStop)).toEqual([false, undefined, true, undefined]);
});
