import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {JsonObject} from '../../source/domain/json.ts';
import {type CadenceInput, fewApps, guidedDelayMs, isAppBusy, isDelicate, nextDelayMs} from '../../source/runtime/cadence.ts';
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

describe('the delay before the next read of an app among many', () => {
	test.each([
		[5000, fewApps, 5000, 'the usual one of a few'],
		[5000, 40, 15_000, 'longer, the more there are'],
		[5000, 400, 22_500, 'half a minute at the most'],
		[1000, 40, 3000, 'in proportion to the interval that was asked for'],
		[60_000, 400, 60_000, 'no shorter than that'],
	])('every %d ms, %d apps: %d ms, %s', (usualMs, appCount, expected) => {
		expect(guidedDelayMs(usualMs, appCount, () => 0.5)).toBe(expected);
	});

	test('is never shorter than the usual one, nor longer than that and half a minute', () => {
		fc.assert(
			fc.property(
				fc.integer({min: 500, max: 600_000}),
				fc.nat(10_000),
				fc.double({min: 0, max: 1, noNaN: true}),
				(usualMs, appCount, chance) => {
					const delayMs = guidedDelayMs(usualMs, appCount, () => chance);
					expect(delayMs).toBeGreaterThanOrEqual(usualMs);
					expect(delayMs).toBeLessThanOrEqual(Math.max(usualMs, 30_000));
				},
			),
		);
	});

	test.each<readonly [string, JsonObject, boolean]>([
		['is well', {checks: [{name: 'http', status: 'passing'}]}, false],
		['fails a check', {checks: [{name: 'http', status: 'critical'}]}, true],
		['is stopped, which no check passes', {state: 'stopped', checks: [{name: 'http', status: 'critical'}]}, false],
		['is on a host that is lost', {host_status: 'unreachable'}, true],
	])('is the usual one where a machine %s: %o', (_what, fields, expected) => {
		expect(isDelicate([buildMachine({id: 'other'}), buildMachine(fields)], new Map())).toBe(expected);
	});

	test('is the usual one where a machine is leased by us', () => {
		const lease = {owner: 'me@example.com', description: 'by hand', expiresAtMs: 0};
		expect(isDelicate([buildMachine()], new Map([[id, lease]]))).toBe(true);
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
