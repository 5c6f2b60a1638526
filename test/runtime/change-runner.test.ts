import {expect, onTestFinished, test} from 'vitest';
import {createChangeRunner} from '../../source/runtime/change-runner.ts';
import type {LeaseKeeper} from '../../source/runtime/lease-keeper.ts';
import {createMachineReader} from '../../source/runtime/machine-reader.ts';
import {buildDraft} from '../helpers/build-draft.ts';
import {createMemoryFiles} from '../helpers/memory-files.ts';
import {jsonAnswer, type StubAnswer} from '../helpers/stub-server.ts';
import {
	buildMachine,
	createHarness,
	createHold,
	exitOnWire,
	hangUp,
	id,
	inOrder,
	machinePath,
	onWire,
	receive,
	targetIn,
} from './harness.ts';

const update = `POST ${machinePath}`;
const get = `GET ${machinePath}`;
const wait = `GET ${machinePath}/wait`;
const ok = jsonAnswer({ok: true});
const as = (state: string, instanceId = '01A', fields = {}): StubAnswer => jsonAnswer(onWire({state, instance_id: instanceId, ...fields}));
const refuse = (status: number, error: string): StubAnswer => jsonAnswer({error}, status, {'fly-request-id': '01REQ-fra'});

/** What the API answers when a started machine comes back started. */
const good = (): Readonly<Record<string, StubAnswer>> => ({
	[get]: inOrder(as('started'), as('started', '01B')),
	[update]: as('replacing', '01B'),
	[wait]: ok,
});

type Options = {readonly during?: LeaseKeeper['during']; readonly name?: string};

const start = async (answers: Readonly<Record<string, StubAnswer>> = good(), {during, name = 'web-1'}: Options = {}) => {
	const harness = await createHarness(answers);
	receive(harness, [buildMachine()]);
	const files = createMemoryFiles();
	const path = files.create(`${id}.jsonc`, 'edited');
	const leased: string[] = [];
	const recorded: string[] = [];
	const runner = createChangeRunner({
		...harness,
		files,
		reader: createMachineReader(harness),
		leases: {
			during:
				during ??
				(async (target, description, work) => {
					leased.push(`${target.id} ${description}`);
					return work('the-nonce').finally(() => leased.push('given back'));
				}),
		},
		refresh() {},
		record: ({result}) => recorded.push(result),
	});
	onTestFinished(runner.stop);
	const draft = buildDraft({target: {...targetIn('started'), name}, instanceId: '01A', origin: {kind: 'edit', path}});
	/** Gives the machine the draft, and moves the clock by steps of a second until that is over. */
	const apply = async (): Promise<void> => {
		let isOver = false;
		const change = runner.apply(draft).finally(() => {
			isOver = true;
		});
		await harness.until(() => {
			harness.clock.advance(200);
			return isOver;
		});
		await change;
	};
	return {...harness, runner, draft, apply, files, path, leased, recorded, lastNote: () => harness.store.getState().notes.at(-1)};
};

test('the whole config is sent once, under a lease, in place of the version that was read', async () => {
	const {apply, draft, requests, leased, lastNote, recorded} = await start();
	await apply();
	const [request, ...others] = requests(update);
	expect(others).toEqual([]);
	expect(JSON.parse(request?.body ?? '')).toEqual({config: draft.config, current_version: '01A'});
	expect(request?.headers['fly-machine-lease-nonce']).toBe('the-nonce');
	expect(leased).toEqual([`${id} flydeck: change of the config`, 'given back']);
	expect(lastNote()).toMatchObject({tone: 'ok', text: expect.stringMatching(/^web-1 has the new config and is started, after \d/)});
	expect(recorded).toEqual([lastNote()?.text]);
});

test('a change that went well leaves no text behind', async () => {
	const {apply, files} = await start();
	await apply();
	expect(files.texts.size).toBe(0);
});

test.for([
	['started', 'started'],
	['stopped', 'stopped'],
	['suspended', 'stopped'],
	['created', 'stopped'],
	['failed', 'stopped'],
] as const)('a machine that is %s is waited for until its new version is %s', async ([state, goal]) => {
	const {apply, requests, lastNote} = await start({...good(), [get]: inOrder(as(state), as(goal, '01B'))});
	await apply();
	const [{url} = {url: ''}] = requests(wait);
	expect(Object.fromEntries(new URL(url, 'http://stub').searchParams)).toMatchObject({state: goal, version: '01B'});
	expect(lastNote()?.tone).toBe('ok');
});

test('its checks have to pass before it is told as good', async () => {
	const withCheck = (status: string) => as('started', '01B', {checks: [{name: 'http', status}]});
	const {apply, lastNote, requests} = await start({
		...good(),
		[get]: inOrder(as('started'), withCheck('critical'), withCheck('critical'), withCheck('passing')),
	});
	await apply();
	expect(lastNote()?.tone).toBe('ok');
	expect(requests(get).length).toBeGreaterThan(3);
});

test('checks that never pass are told, and the text is kept', async () => {
	const {apply, lastNote, files, path} = await start({
		...good(),
		[get]: inOrder(as('started'), as('started', '01B', {checks: [{name: 'http', status: 'critical'}]})),
	});
	await apply();
	expect(lastNote()).toMatchObject({
		tone: 'error',
		text: `web-1 has the new config and runs, but check http is critical after 60 s. The text is kept in ${path}`,
	});
	expect(files.texts.has(path)).toBe(true);
});

test('a process that ends at once is told with how it ended', async () => {
	const ended = as('stopped', '01B', {events: [exitOnWire({exit_code: 1})]});
	const {apply, lastNote, path} = await start({...good(), [get]: inOrder(as('started'), ended)});
	await apply();
	expect(lastNote()).toMatchObject({tone: 'error', text: expect.stringMatching(/new config but is stopped, not started, after .*exit 1/)});
	expect(lastNote()?.text).toContain(path);
});

test('a machine that has come to rest elsewhere is not waited for any longer', async () => {
	const hold = createHold();
	const {runner, draft, store, until, clock, lastNote, answers} = await start({...good(), [wait]: hold.answer});
	const change = runner.apply(draft);
	await until(() => hold.count() === 1);
	answers[get] = as('stopped', '01B', {events: [exitOnWire({exit_code: 1})]});
	receive({store, clock}, [buildMachine({state: 'stopped', instance_id: '01B', events: [exitOnWire({exit_code: 1})]})], 2);
	await until(() => {
		clock.advance(200);
		return lastNote()?.tone === 'error';
	});
	await change;
	expect(lastNote()?.text).toMatch(/is stopped, not started/);
});

test.for([
	[
		'409',
		refuse(409, 'aborted: machine update failed due to concurrent update'),
		/^web-1 was not changed: 409 .*concurrent update.*request 01REQ-fra/,
	],
	['412', refuse(412, 'failed_precondition: machine version mismatch'), /^web-1 was not changed: 412 .*mismatch.*request 01REQ-fra/],
	['400', refuse(400, 'invalid_argument: invalid config.guest.memory_mb'), /^web-1 was not changed: 400 .*memory_mb.*request 01REQ-fra/],
] as const)('after a %s it is said why, by which request, and where the text is', async ([_status, answer, words]) => {
	const {apply, lastNote, files, path, leased, requests} = await start({...good(), [update]: answer});
	await apply();
	expect(lastNote()).toMatchObject({tone: 'error', text: expect.stringMatching(words)});
	expect(lastNote()?.text.endsWith(`The text is kept in ${path}`)).toBe(true);
	expect(files.texts.get(path)).toBe('edited');
	expect(requests(update)).toHaveLength(1);
	expect(leased.at(-1)).toBe('given back');
});

test.for([
	['was changed by somebody else', as('started', '01Z'), /changed by somebody else since its config was read: nothing was sent/],
	['is being replaced', as('replacing'), /is replacing now: nothing was sent/],
	['is gone', refuse(404, 'not_found: machine not found'), /is gone now: nothing was sent/],
	['cannot be read', refuse(400, 'invalid_argument: no'), /nothing was sent: 400/],
] as const)('to a machine that %s nothing is sent', async ([_what, answer, words]) => {
	const {apply, lastNote, writes, files, path} = await start({...good(), [get]: answer});
	await apply();
	expect(lastNote()?.text).toMatch(words);
	expect(lastNote()?.text).toContain(path);
	expect(writes()).toEqual([]);
	expect(files.texts.has(path)).toBe(true);
});

test('without a lease nothing is sent', async () => {
	const {apply, lastNote, writes, path} = await start(good(), {during: () => Promise.reject(new Error('lease held by mia'))});
	await apply();
	expect(lastNote()?.text).toBe(`web-1: nothing was sent: lease held by mia. The text is kept in ${path}`);
	expect(writes()).toEqual([]);
});

test('when no answer comes, the version tells whether it was changed', async () => {
	const done = await start({...good(), [update]: hangUp});
	await done.apply();
	expect(done.lastNote()?.tone).toBe('ok');
	expect(done.requests(update)).toHaveLength(1);

	const unknown = await start({...good(), [update]: hangUp, [get]: as('started')});
	await unknown.apply();
	expect(unknown.lastNote()).toMatchObject({tone: 'error', text: expect.stringMatching(/unknown whether it was changed.*kept in/)});
	expect(unknown.requests(update)).toHaveLength(1);
});

test('an end in the middle keeps the text, and says so in the record', async () => {
	const hold = createHold();
	const {runner, draft, until, recorded, files, path, leased} = await start({...good(), [wait]: hold.answer});
	const change = runner.apply(draft);
	await until(() => hold.count() === 1);
	await runner.stop();
	await change;
	expect(recorded).toEqual(['flydeck ended before it was known how this ended']);
	expect(files.texts.has(path)).toBe(true);
	expect(leased.at(-1)).toBe('given back');
});

test('an earlier version has no text to be kept', async () => {
	const {runner, draft, lastNote} = await start({...good(), [update]: refuse(409, 'aborted: no')});
	await runner.apply({...draft, origin: {kind: 'version', version: '019'}});
	expect(lastNote()?.text).not.toContain('kept');
});
