import {describe, expect, test, vi} from 'vitest';
import {createFastClock} from '../helpers/flow-clock.ts';
import {type MachineInState, type Reached, startWithState} from '../helpers/machine-states.ts';
import {createMemoryFiles} from '../helpers/memory-files.ts';
import {type RunningAct, runAct} from '../helpers/run-act.ts';
import {temporaryDirectory} from '../helpers/run-flydeck.ts';
import {type Answers, answers, isSent} from '../helpers/verb-answers.ts';

vi.setConfig({testTimeout: 30_000});

type Command = {
	readonly command: string;
	readonly isForced?: boolean;
	readonly signal?: string;
	readonly image?: string;
	readonly inner?: readonly string[];
};

const notAtRest = (state: string): string =>
	`web-1 is ${state}: unable to destroy machine, not currently stopped, suspended, failed or created`;

/** What some of them are told besides. */
const saidWith: Readonly<Record<string, Omit<Command, 'command'>>> = {signal: {signal: 'SIGHUP'}, update: {image: 'nginx:2'}};

/** What the sub-commands add to the keys: a delete is only by force where it is asked for. */
const casesOf = (state: Reached, told: Answers): readonly (Command & {readonly answer: string})[] => {
	const {delete: deleted, ...others} = told;
	const isForced = deleted.startsWith('force: ');
	const runs = told.signal.includes('sent');
	return [
		...Object.entries(others).map(([command, answer]) => ({command, answer, ...saidWith[command]})),
		{command: 'delete', answer: isForced ? notAtRest(state) : deleted},
		{command: 'delete', isForced: true, answer: deleted.replace('force: ', '')},
		{command: 'exec', inner: ['true'], answer: runs ? 'web-1: exit 0, clean, in' : told.signal},
	];
};

const cases = Object.entries(answers).flatMap(([state, told]) =>
	casesOf(state as Reached, told).map(({answer, ...how}) => {
		const title = how.isForced === true ? `${how.command} --force` : how.command;
		return {state: state as Reached, title, how, answer};
	}),
);

/** What becomes of an edit. */
const edited: Readonly<Record<Reached, string>> = {
	'created, its image on the way': 'web-1 has the new config and is stopped',
	created: 'web-1 has the new config and is stopped',
	starting: 'web-1 has the new config and is started',
	started: 'web-1 has the new config and is started',
	stopping: 'web-1 has the new config and is stopped',
	stopped: 'web-1 has the new config and is stopped',
	restarting: 'web-1 has the new config and is started',
	suspending: 'web-1 has the new config and is stopped',
	suspended: 'web-1 has the new config and is stopped',
	replacing: 'web-1 is replacing: machine update failed due to concurrent update',
	failed: 'web-1 has the new config and is stopped',
	launch_failed: 'web-1 has the new config and is stopped',
	destroying: 'web-1 is destroying',
	gone: 'No machine fits',
};

const isOk = (answer: string): boolean => isSent(answer) && !/could not|but is/.test(answer);

const actsOf = ({writes}: Pick<MachineInState, 'writes'>): readonly string[] => writes.filter(line => !line.includes('/lease'));

/** Moves the time of the API until a sub-command is done. */
const finish = async ({done}: RunningAct, {clock, writes}: MachineInState) => {
	let isOver = false;
	const over = done.finally(() => {
		isOver = true;
	});
	await vi.waitFor(
		() => {
			clock.advance(actsOf({writes}).length > 0 ? 250 : 0);
			expect(isOver).toBe(true);
		},
		{timeout: 15_000, interval: 5},
	);
	return over;
};

const leaseStatus = async ({call, path}: MachineInState): Promise<number> => (await call('GET', `${path}/lease`)).status;

const noMachine = {kind: 'none', why: expect.stringMatching(/^No machine fits: web-1\n/)};

describe('as a sub-command, against the local API', () => {
	test.each(cases)('$title of a machine that is $state: $answer', async ({state, how, answer}) => {
		const machine = await startWithState(state, how.command === 'uncordon');
		const done = await finish(await runAct({...machine, clock: createFastClock(10)}, {words: ['web-1'], ...how}), machine);
		if (state === 'gone') {
			expect(done).toMatchObject(noMachine);
			expect(machine.writes).toEqual([]);
			return;
		}

		const isCommandRun = answer.startsWith('web-1: exit');
		const wasSent = isSent(answer) || isCommandRun;
		const [result] = done.kind === 'done' ? done.results : [];
		expect(result?.text).toContain(answer);
		expect(result?.isSkipped).toBe(!wasSent);
		expect(actsOf(machine)).toHaveLength(wasSent ? 1 : 0);
		if (wasSent) {
			expect(result?.isOk).toBe(isOk(answer) || isCommandRun);
		}

		expect(await leaseStatus(machine)).toBe(404);
	});

	test.each(Object.entries(edited))('edit of a machine that is %s: %s', async (state, answer) => {
		const machine = await startWithState(state as Reached);
		const files = createMemoryFiles();
		files.write('web.json', JSON.stringify({image: 'nginx:2'}));
		const done = await finish(
			await runAct({...machine, clock: createFastClock(10)}, {command: 'edit', words: ['web-1'], files, file: 'web.json'}),
			machine,
		);
		if (state === 'gone') {
			expect(done).toMatchObject(noMachine);
			return;
		}

		const isSent = answer.includes('new config');
		expect(done).toMatchObject({results: [{isOk: answer.includes(' and is '), isSkipped: !isSent, text: expect.stringContaining(answer)}]});
		expect(actsOf(machine)).toHaveLength(isSent ? 1 : 0);
		expect(await leaseStatus(machine)).toBe(404);
	});

	test.each(Object.keys(answers) as Reached[])('lease acquire and lease release of a machine that is %s', async state => {
		const machine = await startWithState(state);
		const stateDirectory = temporaryDirectory();
		const lease = async (deed: string) =>
			finish(await runAct(machine, {command: 'lease', words: [deed, 'web-1'], stateDirectory}), machine);
		const taken = await lease('acquire');
		if (state === 'gone') {
			expect(taken).toMatchObject(noMachine);
			return;
		}

		expect(taken).toMatchObject({results: [{isOk: true, text: 'web-1: leased by you@localhost, free in 2:00: held by flydeck lease'}]});
		expect(await leaseStatus(machine)).toBe(200);
		expect(await lease('release')).toMatchObject({results: [{isOk: true, text: 'web-1: lease released'}]});
		expect(await leaseStatus(machine)).toBe(404);
	});

	// The time runs ahead of the requests: what is to come in time is given plenty of it.
	test.each([
		{state: 'starting', waitFor: 'started', timeoutSeconds: 300, says: 'web-1 is started after', isGood: true},
		{state: 'stopping', waitFor: 'stopped', timeoutSeconds: 300, says: 'web-1 is stopped after', isGood: true},
		{state: 'restarting', waitFor: 'settled', timeoutSeconds: 300, says: 'web-1 is settled after', isGood: true},
		{state: 'destroying', waitFor: 'destroyed', timeoutSeconds: 300, says: 'web-1', isGood: true},
		{state: 'destroying', waitFor: 'started', timeoutSeconds: 300, says: 'web-1 no longer exists, after', isGood: false},
		{state: 'started', waitFor: 'stopped', timeoutSeconds: 120, says: 'web-1 was not stopped in 2m', isGood: false},
	] as const)('wait for $waitFor of a machine that is $state: $says', async ({state, waitFor, timeoutSeconds, says, isGood}) => {
		const machine = await startWithState(state);
		const act = await runAct(machine, {command: 'wait', words: ['web-1'], waitFor, timeoutSeconds});
		machine.writes.push('the time is to move');
		expect(await finish(act, machine)).toMatchObject({results: [{isOk: isGood, text: expect.stringContaining(says)}]});
	});
});
