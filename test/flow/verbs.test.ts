import {describe, expect, test, vi} from 'vitest';
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
	signal: ['ctrl-k', 'enter', 'y'],
	cordon: ['C', 'y'],
	uncordon: ['C'],
	delete: ['ctrl-d', 'last 4', 'enter'],
	'force-delete': ['ctrl-d', 'name', 'enter'],
} as const;

type Verb = keyof typeof verbs;

const startIn = async (reached: Reached, isCordoned: boolean) => {
	const {url, ...rest} = await startWithState(reached, isCordoned);
	return {...rest, flow: await startFlow({url, clock: createFastClock(10)})};
};

const verbOf = (verb: keyof Answers, answer: string): Verb => (answer.startsWith('force: ') ? 'force-delete' : verb);

const cases = Object.entries(answers).flatMap(([state, told]) =>
	Object.entries(told).map(([verb, answer]) => ({
		state: state as Reached,
		verb: verbOf(verb as keyof Answers, answer),
		answer: answer.replace('force: ', ''),
	})),
);

describe('from its key, against the local API', () => {
	test.each(cases)('$verb of a machine that is $state: $answer', async ({state, verb, answer}) => {
		const {flow, clock, writes, id} = await startIn(state, verb === 'uncordon');
		const text: Readonly<Record<string, readonly string[]>> = {'last 4': [...id.slice(-4)], name: [...'web-1']};
		flow.press(...verbs[verb].flatMap(key => text[key] ?? [key]));
		const told = (): string => flow.state().notes.at(-1)?.text ?? '';
		await vi.waitFor(
			() => {
				clock.advance(isSent(answer) && writes.length > 0 ? 250 : 0);
				expect(told()).toContain(answer);
			},
			{timeout: 10_000, interval: 5},
		);
		expect(writes).toHaveLength(isSent(answer) ? 1 : 0);
		expect(flow.state().pending.size).toBe(0);
	});
});
