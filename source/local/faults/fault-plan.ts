import {isJsonObject, type Json, type JsonObject} from '../../domain/json.ts';
import {type FaultName, type FaultSettings, faultNames, isFaultName} from './fault-kinds.ts';
import {isRoutePattern, type NamedRoute} from './route-pattern.ts';

/** One rule: which requests it is for, how often it strikes and what it does. */
export type FaultRule = FaultSettings & {
	readonly fault: FaultName;
	/** An operation, or a method and a path with `*` for one word of it. Without it: every request. */
	readonly route?: string;
	/** Only requests about this machine. */
	readonly machine?: string;
	/** From 0 to 1; without it, 1. */
	readonly probability?: number;
	/** How many times it strikes at most. */
	readonly count?: number;
};

/** Faults to come. The same seed makes them strike the same requests. */
export type FaultPlan = {readonly seed?: number; readonly rules: readonly FaultRule[]};

export type ParsedPlan = {readonly ok: true; readonly plan: FaultPlan} | {readonly ok: false; readonly problems: readonly string[]};

type Field = {readonly fits: (value: Json, routes: readonly NamedRoute[]) => boolean; readonly what: string};

const isCount = (value: Json): boolean => typeof value === 'number' && Number.isSafeInteger(value) && value >= 1;
const isDuration = (value: Json): boolean => typeof value === 'number' && value >= 0 && value <= 3_600_000;
const isSeconds = (value: Json): boolean => isDuration(value) && Number.isInteger(value);

const fields: Readonly<Record<keyof FaultRule, Field>> = {
	fault: {fits: value => typeof value === 'string' && isFaultName(value), what: `one of ${faultNames.join(', ')}`},
	route: {
		fits: (value, routes) => typeof value === 'string' && isRoutePattern(value, routes),
		what: 'an operation, such as Machines_start, or the method and the path of one, such as "POST /v1/apps/*/machines/*/start"',
	},
	machine: {fits: value => typeof value === 'string' && /^[0-9a-f]{14}$/.test(value), what: 'the id of a machine'},
	probability: {fits: value => typeof value === 'number' && value >= 0 && value <= 1, what: 'a number from 0 to 1'},
	count: {fits: isCount, what: 'a whole number from 1 on'},
	latencyMs: {fits: isDuration, what: 'a number of milliseconds, up to an hour'},
	retryAfterSeconds: {fits: isSeconds, what: 'a whole number of seconds'},
};

const isField = (key: string): key is keyof FaultRule => Object.hasOwn(fields, key);

const unreachableNeeds = 'a host that is unreachable needs "machine", and takes no "route", "probability" or "count".';

const isMisplaced = (rule: JsonObject): boolean =>
	rule.fault === 'host-unreachable' && (rule.machine === undefined || 'route' in rule || 'probability' in rule || 'count' in rule);

const ruleProblems = (rule: Json, routes: readonly NamedRoute[]): readonly string[] => {
	if (!isJsonObject(rule)) {
		return ['it is not an object.'];
	}

	const wrong = Object.entries(rule).flatMap(([key, value]) => {
		if (!isField(key)) {
			return [`there is no "${key}" in a rule.`];
		}

		return value !== undefined && fields[key].fits(value, routes) ? [] : [`"${key}" must be ${fields[key].what}.`];
	});
	return [
		...(rule.fault === undefined ? [`"fault" must be ${fields.fault.what}.`] : []),
		...wrong,
		...(isMisplaced(rule) ? [unreachableNeeds] : []),
	];
};

/** Reads a plan of faults. What is wrong with it is told in sentences, each with the number of its rule. */
export const parseFaultPlan = (value: Json, routes: readonly NamedRoute[]): ParsedPlan => {
	const {seed, rules, ...rest}: JsonObject = isJsonObject(value) ? value : {};
	const problems = [
		...(Array.isArray(rules) ? [] : ['A plan of faults must be an object with a list, "rules".']),
		...(seed === undefined || Number.isSafeInteger(seed) ? [] : ['"seed" must be a whole number.']),
		...Object.keys(rest).map(key => `There is no "${key}" in a plan of faults.`),
		...(Array.isArray(rules) ? rules : []).flatMap((rule, index) =>
			ruleProblems(rule, routes).map(problem => `Rule ${index + 1}: ${problem}`),
		),
	];
	return problems.length === 0 ? {ok: true, plan: value as FaultPlan} : {ok: false, problems};
};

/** The plan that a file holds, for the routes of a table. Throws an Error whose message is its problems, one a line. */
export const requireFaultPlan = (value: Json, routes: readonly NamedRoute[]): FaultPlan => {
	const parsed = parseFaultPlan(value, routes);
	if (!parsed.ok) {
		throw new Error(parsed.problems.join('\n'));
	}

	return parsed.plan;
};
