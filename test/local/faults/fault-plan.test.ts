import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Json} from '../../../source/domain/json.ts';
import {faultNames} from '../../../source/local/faults/fault-kinds.ts';
import {parseFaultPlan, requireFaultPlan} from '../../../source/local/faults/fault-plan.ts';
import {createFaults} from '../../../source/local/faults/faults.ts';
import {matchesRoute} from '../../../source/local/faults/route-pattern.ts';

const routes = [
	{operation: 'Machines_start', method: 'POST', path: '/v1/apps/:app/machines/:machine/start'},
	{operation: 'Machines_list', method: 'GET', path: '/v1/apps/:app/machines'},
	{operation: 'Apps_list', method: 'GET', path: '/v1/apps'},
	{operation: 'Managed_postgres', method: 'PUT', path: '/v1/postgres/*'},
] as const;
const problemsOf = (value: Json): readonly string[] => {
	const parsed = parseFaultPlan(value, routes);
	return parsed.ok ? [] : parsed.problems;
};

describe('a plan of faults', () => {
	test('may use everything that there is', () => {
		const rules: Json = [
			...faultNames.filter(fault => fault !== 'host-unreachable').map(fault => ({fault})),
			{fault: 'host-unreachable', machine: '148ed193b95948'},
			{fault: 'latency', latencyMs: 300, route: 'Machines_start', probability: 0.5, count: 2, machine: '148ed193b95948'},
			{fault: '429-retry-after', retryAfterSeconds: 7, route: '* /v1/apps/*/machines'},
		];
		expect(parseFaultPlan({seed: 7, rules}, routes)).toEqual({ok: true, plan: {seed: 7, rules}});
	});

	test.each<readonly [Json, string]>([
		[[], 'A plan of faults must be an object with a list, "rules".'],
		[{rules: {}}, 'A plan of faults must be an object with a list, "rules".'],
		[{rules: [], seed: 'x'}, '"seed" must be a whole number.'],
		[{rules: [], speed: 1}, 'There is no "speed" in a plan of faults.'],
		[{rules: [7]}, 'Rule 1: it is not an object.'],
		[{rules: [{}]}, 'Rule 1: "fault" must be one of 401, 429, 500, latency, '],
		[{rules: [{fault: 'hang'}, {fault: 'slow'}]}, 'Rule 2: "fault" must be one of '],
		[{rules: [{fault: 'hang', colour: 1}]}, 'Rule 1: there is no "colour" in a rule.'],
		[{rules: [{fault: 'hang', route: 'Machines_dance'}]}, 'Rule 1: "route" must be an operation, such as Machines_start'],
		[{rules: [{fault: 'hang', route: 'PUSH /v1'}]}, 'Rule 1: "route" must be '],
		...[
			'GET /nowhere/at/all',
			'GET /v1/apps/web/machines/1/start',
			'POST /v1/apps/*/machines/start',
			'POST /v1/apps/*/machines/*/start/',
			'POST /v1/apps//machines/1/start',
			'GET /v1/apps/web',
			'GET /v1/*/web',
			'PUT /v1',
			'GET /v1/postgres/clusters',
			'* /_flydeck/faults',
		].map((route): readonly [Json, string] => [{rules: [{fault: 'hang', route}]}, 'Rule 1: "route" must be an operation, such as ']),
		[{rules: [{fault: '429-retry-after', retryAfterSeconds: 1.5}]}, 'Rule 1: "retryAfterSeconds" must be a whole number of seconds.'],
		[{rules: [{fault: 'hang', machine: 'web-1'}]}, 'Rule 1: "machine" must be the id of a machine.'],
		[{rules: [{fault: 'hang', probability: 2}]}, 'Rule 1: "probability" must be a number from 0 to 1.'],
		[{rules: [{fault: 'hang', count: 0}]}, 'Rule 1: "count" must be a whole number from 1 on.'],
		[{rules: [{fault: 'latency', latencyMs: -1}]}, 'Rule 1: "latencyMs" must be '],
		[{rules: [{fault: 'host-unreachable'}]}, 'Rule 1: a host that is unreachable needs "machine"'],
		[{rules: [{fault: 'host-unreachable', machine: '148ed193b95948', count: 1}]}, 'Rule 1: a host that is unreachable needs "machine"'],
	])('%j is told what is wrong', (value, sentence) => {
		expect(problemsOf(value)).toEqual([expect.stringContaining(sentence)]);
	});

	test.each([
		'POST /v1/apps/web/machines/*/start',
		'POST /v1/*/*/*/*/*',
		'* /v1/apps/*/machines',
		'GET /v1/*',
		'PUT /v1/postgres',
		'* /v1/postgres/clusters/one',
	])('may be for %s', route => {
		expect(problemsOf({rules: [{fault: 'hang', route}]})).toEqual([]);
	});

	test('of a file is refused with all of its problems', () => {
		expect(() => requireFaultPlan({rules: [7, {fault: 'slow'}]}, [])).toThrow(/^Rule 1: .*\nRule 2: /);
	});

	test('of any JSON is taken or told what is wrong, never an exception', () => {
		fc.assert(
			fc.property(fc.jsonValue(), value => {
				const json: Json = JSON.parse(JSON.stringify(value));
				expect(parseFaultPlan(json, routes).ok || problemsOf(json).length > 0).toBe(true);
				expect(parseFaultPlan({rules: [json]}, routes).ok || problemsOf({rules: [json]}).length > 0).toBe(true);
			}),
		);
	});
});

test.each([
	['Machines_start', true],
	['Machines_stop', false],
	['POST /v1/apps/*/machines/*/start', true],
	['* /v1/apps/web/machines/1/start', true],
	['GET /v1/apps/*/machines/*/start', false],
	['POST /v1/apps/*/machines/*', false],
	['POST /v1/apps/other/machines/*/start', false],
])('the pattern %s stands for a start: %s', (pattern, expected) => {
	const request = {operation: 'Machines_start', method: 'POST', path: '/v1/apps/web/machines/1/start'};
	expect(matchesRoute(pattern, request)).toBe(expected);
	expect(matchesRoute(pattern, {...request, path: `${request.path}/`})).toBe(expected);
});

const request = {operation: 'Machines_start', method: 'POST', path: '/v1', machine: 'a', header: undefined};

const strikesOf = (plan: Parameters<ReturnType<typeof createFaults>['replace']>[0], count: number): readonly boolean[] => {
	const faults = createFaults(() => {});
	faults.replace(plan);
	return Array.from({length: count}, () => faults.strike(request) !== undefined);
};

describe('a rule', () => {
	test('strikes as often as it may, and no more', () => {
		expect(strikesOf({rules: [{fault: 'hang', count: 2}]}, 4)).toEqual([true, true, false, false]);
	});

	test('strikes with its probability, the same requests for the same seed', () => {
		const rules = [{fault: 'hang', probability: 0.3}] as const;
		const strikes = strikesOf({seed: 5, rules}, 2000);
		expect(strikesOf({seed: 5, rules}, 2000)).toEqual(strikes);
		expect(strikesOf({seed: 6, rules}, 2000)).not.toEqual(strikes);
		expect(strikes.filter(Boolean).length / 2000).toBeCloseTo(0.3, 1);
	});

	test('that does not strike leaves the request to the next one', () => {
		const faults = createFaults(() => {});
		faults.replace({rules: [{fault: 'hang', machine: 'b'}, {fault: 'reset', probability: 0}, {fault: 'truncated'}]});
		expect(faults.strike(request)).toEqual({kind: 'truncate'});
	});
});
