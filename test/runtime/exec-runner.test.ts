import {expect, onTestFinished, test} from 'vitest';
import {createExecRunner} from '../../source/runtime/exec-runner.ts';
import {createMachineReader} from '../../source/runtime/machine-reader.ts';
import type {CommandRun} from '../../source/store/output.ts';
import {jsonAnswer, type StubAnswer} from '../helpers/stub-server.ts';
import {createHarness, createHold, hangUp, machinePath, onWire, targetIn} from './harness.ts';

const exec = `POST ${machinePath}/exec`;
const get = `GET ${machinePath}`;
const gone = jsonAnswer({error: 'not_found: machine not found'}, 404);
const good = jsonAnswer({stdout: 'total 0\n'});
const secret = 'hunter2';

const run = (given: Partial<CommandRun> = {}): CommandRun => ({
	id: 1,
	target: targetIn('started'),
	commandLine: `login "${secret}"`,
	words: ['login', secret],
	timeoutSeconds: 10,
	startedAtMs: 1_800_000_000_000,
	endedAtMs: undefined,
	outcome: {kind: 'running'},
	...given,
});

const start = async (answer: StubAnswer, machine: StubAnswer = jsonAnswer(onWire())) => {
	const harness = await createHarness({[exec]: answer, [get]: machine});
	const {api, store, clock} = harness;
	const runner = createExecRunner({api, store, clock, reader: createMachineReader({api, store, clock})});
	onTestFinished(() => runner.stop());
	store.dispatch({type: 'command-started', run: run()}, {type: 'view-changed', change: {mode: {kind: 'output', runId: 1, scroll: 0}}});
	return {...harness, runner, done: runner.run(1), outcome: () => store.getState().runs[0]?.outcome};
};

test('a command is sent once, to the machine that was named, with its time', async () => {
	const {done, requests, outcome, notes, store} = await start(good);
	await done;
	expect(requests(exec).map(({body}) => JSON.parse(body))).toEqual([{command: ['login', secret], timeout: 10}]);
	expect(outcome()).toEqual({kind: 'ended', result: {exitCode: 0, exitSignal: undefined, stdout: 'total 0\n', stderr: ''}});
	expect(store.getState().runs[0]?.endedAtMs).toBe(1_800_000_000_000);
	expect(notes()).toEqual([]);
});

test.each([
	['stopped meanwhile', jsonAnswer(onWire({state: 'stopped'})), 'Nothing was run: the machine is stopped now (machine not running).'],
	['gone', gone, 'Nothing was run: the machine is destroyed now (machine not found).'],
	['not to be asked', jsonAnswer({error: 'internal'}, 500), 'Nothing was run: 500 internal'],
])('nothing is sent to a machine that is %s', async (_what, machine, text) => {
	const {done, outcome, writes} = await start(good, machine);
	await done;
	expect(outcome()).toMatchObject({kind: 'failed', text: expect.stringContaining(text), isUnknown: false});
	expect(writes()).toEqual([]);
});

test.each([
	[
		'is refused',
		jsonAnswer({error: 'failed_precondition: machine not running'}, 412),
		false,
		/^The command was not run: 412 .*machine not running/,
	],
	['has no answer', hangUp, true, /^It is unknown whether the command ran, or goes on: /],
])('a command that %s is told so, and not sent again', async (_what, answer, isUnknown, text) => {
	const {done, outcome, writes} = await start(answer);
	await done;
	expect(outcome()).toMatchObject({kind: 'failed', text: expect.stringMatching(text), isUnknown});
	expect(writes()).toEqual([exec]);
});

test('a command whose answer is late is told as unknown once its time is over', async () => {
	const hold = createHold();
	const {done, clock, outcome, until} = await start(hold.answer);
	await until(() => hold.count() === 1);
	expect(outcome()).toEqual({kind: 'running'});
	clock.advance(15_000);
	await done;
	expect(outcome()).toMatchObject({kind: 'failed', isUnknown: true});
});

test.each([
	['good', jsonAnswer({}), {tone: 'ok', text: 'The command in web-1: exit 0, clean, in 3.0s. x, then ctrl-o shows it.'}],
	['bad', jsonAnswer({exit_code: 1}), {tone: 'warning', text: 'The command in web-1: exit 1, error, in 3.0s. x, then ctrl-o shows it.'}],
])('who has closed the page is told of a %s end, and never what was run', async (_what, answer, note) => {
	const hold = createHold();
	const {done, clock, store, until, notes} = await start(hold.answer);
	await until(() => hold.count() === 1);
	store.dispatch({type: 'view-changed', change: {mode: {kind: 'browse'}}});
	clock.advance(3000);
	hold.letGo(answer);
	await done;
	expect(store.getState().notes.at(-1)).toMatchObject(note);
	expect(notes().join()).not.toContain(secret);
});

test('a command that is under way when flydeck ends is dropped', async () => {
	const hold = createHold();
	const {done, runner, clock, until, notes} = await start(hold.answer);
	await until(() => hold.count() === 1);
	runner.stop();
	await done;
	expect(notes()).toEqual([]);
	expect(clock.pending()).toBe(0);
});
