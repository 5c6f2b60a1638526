import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type CadenceInput, isAppBusy, nextDelayMs} from '../../source/runtime/cadence.ts';
import {initialState} from '../../source/store/initial-state.ts';
import {createStore} from '../../source/store/store.ts';
import {createManualClock} from '../helpers/manual-clock.ts';
import {buildMachine, id, receive} from './harness.ts';

const calm: CadenceInput = {isBusy: false, failures: 0, retryAfterMs: undefined, intervalMs: undefined};

describe('the delay before the next read', () => {
	test.each<readonly [Partial<CadenceInput>, number, number, string]>([
		[{}, 0.5, 5000, '5 s when all is calm'],
		[{isBusy: true}, 0.5, 2000, '2 s while something changes'],
		[{intervalMs: 700}, 0.5, 700, 'the interval asked for when all is calm'],
		[{intervalMs: 700, isBusy: true}, 0.5, 700, 'the interval asked for while something changes'],
		[{retryAfterMs: 9000}, 0.5, 9000, 'what the API asked for when that is longer'],
		[{retryAfterMs: 100}, 0.5, 5000, 'the cadence when that is longer than what the API asked for'],
		[{failures: 1}, 0, 5000, 'no shorter than the cadence after a failure'],
		[{failures: 2}, 0, 5000, 'half of the doubled one at the least after two failures'],
		[{failures: 2}, 0.999_999_999, 10_000, 'the doubled one at the most after two failures'],
		[{failures: 3, isBusy: true}, 0.999_999_999, 8000, 'doubled twice after three failures'],
		[{failures: 60}, 0.999_999_999, 20_000, '20 s at the most, however many failures'],
		[{failures: 60, retryAfterMs: 45_000}, 0, 45_000, 'what the API asked for, however long'],
		[{failures: 3, intervalMs: 60_000}, 0, 60_000, 'the interval asked for even where it is longer than the longest backoff'],
	])('%j with chance %d is %d ms: %s', (input, chance, expected) => {
		expect(nextDelayMs({...calm, ...input}, () => chance)).toBeCloseTo(expected, 3);
	});

	const inputs = fc.record({
		isBusy: fc.boolean(),
		failures: fc.nat(200),
		retryAfterMs: fc.option(fc.nat(600_000), {nil: undefined}),
		intervalMs: fc.option(fc.integer({min: 500, max: 600_000}), {nil: undefined}),
	});
	const chances = fc.double({min: 0, max: 1, maxExcluded: true, noNaN: true});

	test('is never shorter than the cadence or what the API asked for, and never longer than those and 20 s', () => {
		fc.assert(
			fc.property(inputs, chances, (input, chance) => {
				const cadenceMs = nextDelayMs({...input, failures: 0, retryAfterMs: undefined}, () => chance);
				const delayMs = nextDelayMs(input, () => chance);
				expect(delayMs).toBeGreaterThanOrEqual(Math.max(cadenceMs, input.retryAfterMs ?? 0));
				expect(delayMs).toBeLessThanOrEqual(Math.max(20_000, cadenceMs, input.retryAfterMs ?? 0));
			}),
		);
	});

	test('never gets shorter with another failure, and is the cadence again after a success', () => {
		fc.assert(
			fc.property(inputs, chances, (input, chance) => {
				const delayMs = nextDelayMs(input, () => chance);
				expect(nextDelayMs({...input, failures: input.failures + 1}, () => chance)).toBeGreaterThanOrEqual(delayMs);
				expect(nextDelayMs({...input, failures: 0, retryAfterMs: undefined}, () => chance)).toBe(
					input.intervalMs ?? (input.isBusy ? 2000 : 5000),
				);
			}),
		);
	});
});

describe('an app', () => {
	const storeWith = (state: string) => {
		const clock = createManualClock();
		const store = createStore(initialState({isLocal: false, host: '', organization: '', apps: ['web', 'api'], nowMs: clock.now()}));
		receive({store, clock}, [buildMachine({state})]);
		return store;
	};

	test.each([
		['started', false],
		['stopped', false],
		['stopping', true],
		['replacing', true],
		['a-state-of-tomorrow', true],
	])('with a machine that is %s is busy: %s', (state, isBusy) => {
		const store = storeWith(state);
		expect(isAppBusy(store.getState(), 'web')).toBe(isBusy);
		expect(isAppBusy(store.getState(), 'api')).toBe(false);
	});

	test('is busy while something was asked of a calm machine', () => {
		const store = storeWith('started');
		const pending = {
			actionId: 1,
			machineId: id,
			verb: 'stop',
			startedAtMs: 0,
			acceptedAtMs: undefined,
			newestEventId: undefined,
		} as const;
		store.dispatch({type: 'action-started', pending});
		expect(isAppBusy(store.getState(), 'web')).toBe(true);
		expect(isAppBusy(store.getState(), 'api')).toBe(false);
	});
});
