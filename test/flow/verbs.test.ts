import {describe, expect, test, vi} from 'vitest';
import {states} from '../../source/domain/lifecycle.ts';
import {verbs as verbRows} from '../../source/domain/verbs.ts';
import {startFlow} from '../helpers/flow.ts';
import {createFastClock} from '../helpers/flow-clock.ts';
import {type Reached, startWithState} from '../helpers/machine-states.ts';
import {type Answers, answers, isSent} from '../helpers/verb-answers.ts';

vi.setConfig({testTimeout: 30_000});

/** The keys of each verb, up to the moment at which it is sent. */
const verbs = {
	start: ['s'],
	stop: ['t', 'y'],
	suspend: ['u', 'y'],
	restart: ['r', 'y'],
	'stop with a signal': ['T', 'j', 'enter', 'y'],
	'restart with a time-out': ['R', '5', 'enter', 'y'],
	signal: ['ctrl-k', 'enter', 'y'],
	cordon: ['C', 'y'],
	uncordon: ['C'],
	update: [':', ...'update', 'enter', ...':2', 'enter', 'y'],
	delete: ['ctrl-d', 'last 4', 'enter'],
	'force-delete': ['ctrl-d', 'name', 'enter'],
} as const;

type Verb = keyof typeof verbs;

const noMachine = 'There is no machine under the cursor.';

const startIn = async (reached: Reached, isCordoned: boolean) => {
	const {url, ...rest} = await startWithState(reached, isCordoned);
	return {...rest, flow: await startFlow({url, clock: createFastClock(10)})};
};

const verbOf = (verb: keyof Answers, answer: string): Verb => (answer.startsWith('force: ') ? 'force-delete' : verb);

/** The verbs that lead to the same as another, with more to say. */
const alike: Partial<Record<keyof Answers, Verb>> = {stop: 'stop with a signal', restart: 'restart with a time-out'};

const cases = Object.entries(answers).flatMap(([state, told]) =>
	Object.entries(told).flatMap(([verb, answer]) => {
		const other = alike[verb as keyof Answers];
		const first = {state: state as Reached, verb: verbOf(verb as keyof Answers, answer), answer: answer.replace('force: ', '')};
		return other === undefined ? [first] : [first, {...first, verb: other}];
	}),
);

describe('from its key, against the local API', () => {
	test.each(cases)('$verb of a machine that is $state: $answer', async ({state, verb, answer}) => {
		const {flow, clock, writes, id} = await startIn(state, verb === 'uncordon');
		const text: Readonly<Record<string, readonly string[]>> = {'last 4': [...id.slice(-4)], name: [...'web-1']};
		flow.press(...verbs[verb].flatMap(key => text[key] ?? [key]));
		const told = (): string =>
			flow
				.state()
				.notes.map(note => note.text)
				.join('\n');
		await vi.waitFor(
			() => {
				clock.advance(isSent(answer) && writes.some(line => !line.includes('/lease')) ? 250 : 0);
				expect(told()).toContain(answer);
			},
			{timeout: 10_000, interval: 5},
		);
		expect(writes.filter(line => !line.includes('/lease'))).toHaveLength(isSent(answer) ? 1 : 0);
		expect(flow.state().pending.size).toBe(0);
	});

	test.each(Object.entries(answers))('exec in a machine that is %s', async (state, told) => {
		const {flow, clock, writes} = await startIn(state as Reached, false);
		flow.press('x');
		if (!told.signal.includes('sent')) {
			expect(flow.state().notes.at(-1)?.text).toContain(told.signal);
			expect([flow.state().runs, writes]).toEqual([[], []]);
			return;
		}

		flow.press(...'true', 'enter');
		await vi.waitFor(() => {
			clock.advance(250);
			expect(flow.state().runs.at(-1)?.outcome).toMatchObject({kind: 'ended', result: {exitCode: 0}});
		});
		expect(writes).toHaveLength(1);
	});

	test.each(Object.keys(answers))('a lease on a machine that is %s is taken and given back', async state => {
		const {flow, call, path} = await startIn(state as Reached, false);
		const status = async (): Promise<number> => (await call('GET', `${path}/lease`)).status;
		flow.press('L', 'a');
		if (state === 'gone') {
			expect(flow.state().notes.map(({text}) => text)).toContain(noMachine);
			return;
		}

		await flow.waitForNote(/^Lease on web-1 held for /);
		expect(await status()).toBe(200);
		flow.press('L', 'x');
		await flow.waitForNote(/^Lease on web-1 released\.$/);
		expect(await status()).toBe(404);
	});

	test.each(Object.keys(answers))('a wait for a machine that is %s begins, and its metadata are read', async state => {
		const {flow, writes} = await startIn(state as Reached, false);
		if (state === 'gone') {
			flow.press('W');
			expect(flow.state().notes.at(-1)?.text).toBe(noMachine);
			flow.press('m');
			expect(flow.state().view.mode.kind).toBe('browse');
			return;
		}

		flow.press(':', ...'wait destroyed', 'enter');
		expect(flow.state().waits).toMatchObject([
			{wanted: 'destroyed', targets: [{name: 'web-1', state: flow.state().fleet.values().next().value?.state}]},
		]);
		flow.press('m');
		await flow.waitForState(({metadata}) => metadata?.values !== undefined, 'the metadata');
		expect(writes).toEqual([]);
	});
});

test('the table has every verb, and every state that a machine can be found in', () => {
	const documented = states.filter(({kind}) => kind !== 'terminal').map(({state}) => state);
	// Nobody sees a machine that is being made, and an update shows as `replacing`.
	const never = ['creating', 'updating'];
	expect(documented.filter(state => !(state in answers))).toEqual(never);
	for (const told of Object.values(answers)) {
		expect([...Object.keys(told), 'force-delete'].toSorted()).toEqual(Object.keys(verbRows).toSorted());
	}
});
