import {describe, expect, test} from 'vitest';
import {type Legality, legalityOf} from '../../source/domain/legality.ts';
import {states} from '../../source/domain/lifecycle.ts';

const cannotStartFrom = (state: string): string => `412 failed_precondition: unable to start machine from current state: '${state}'`;
const cannotStopFrom = (state: string): string => `412 failed_precondition: unable to stop machine from current state: '${state}'`;
const active = '412 failed_precondition: machine still active, refusing to start';
const replacing = '412 failed_precondition: machine getting replaced, refusing to start';
const attempting = '409 aborted: machine still attempting to start';
const concurrent = '409 aborted: machine update failed due to concurrent update';
const undeletable = '412 failed_precondition: unable to destroy machine, not currently stopped, suspended, failed or created';
const gone = '404 not_found: machine not found';

type Row = {readonly state: string; readonly start: string; readonly stop: string; readonly update: string; readonly delete: string};

/** What the API answers, state by state, as its documentation and recordings have it. */
const expected: readonly Row[] = [
	{state: 'creating', start: cannotStartFrom('creating'), stop: cannotStopFrom('creating'), update: 'yes', delete: undeletable},
	{state: 'created', start: cannotStartFrom('created'), stop: 'yes', update: 'yes', delete: 'yes'},
	{state: 'starting', start: attempting, stop: 'yes', update: 'yes', delete: undeletable},
	{state: 'started', start: active, stop: 'yes', update: 'yes', delete: undeletable},
	{state: 'stopping', start: cannotStartFrom('stopping'), stop: 'no effect', update: 'yes', delete: undeletable},
	{state: 'stopped', start: 'yes', stop: 'no effect', update: 'yes', delete: 'yes'},
	{state: 'restarting', start: cannotStartFrom('restarting'), stop: cannotStopFrom('restarting'), update: 'yes', delete: undeletable},
	{state: 'suspending', start: cannotStartFrom('suspending'), stop: cannotStopFrom('suspending'), update: 'yes', delete: undeletable},
	{state: 'suspended', start: 'yes', stop: 'yes', update: 'yes', delete: 'yes'},
	{state: 'updating', start: replacing, stop: cannotStopFrom('updating'), update: concurrent, delete: undeletable},
	{state: 'replacing', start: replacing, stop: cannotStopFrom('replacing'), update: concurrent, delete: undeletable},
	{state: 'failed', start: 'yes', stop: 'yes', update: 'yes', delete: 'yes'},
	{
		state: 'launch_failed',
		start: cannotStartFrom('launch_failed'),
		stop: cannotStopFrom('launch_failed'),
		update: 'yes',
		delete: undeletable,
	},
	{state: 'destroying', start: cannotStartFrom('destroying'), stop: cannotStopFrom('destroying'), update: gone, delete: undeletable},
	{state: 'destroyed', start: gone, stop: gone, update: gone, delete: gone},
	{state: 'replaced', start: cannotStartFrom('replaced'), stop: cannotStopFrom('replaced'), update: 'yes', delete: undeletable},
	{state: 'migrated', start: cannotStartFrom('migrated'), stop: cannotStopFrom('migrated'), update: 'yes', delete: undeletable},
	{state: 'a new word', start: cannotStartFrom('a new word'), stop: cannotStopFrom('a new word'), update: 'yes', delete: undeletable},
];

const inWords = (legality: Legality): string => {
	if (legality.legal) {
		return legality.noEffect === true ? 'no effect' : 'yes';
	}

	return `${legality.status} ${legality.code}: ${legality.message}`;
};

/** The calls that look at whether a machine runs, or only at whether it still is. */
const whileItRuns =
	(refused: string) =>
	(state: string): string =>
		(({started: 'yes', destroyed: gone}) as Readonly<Record<string, string>>)[state] ?? refused.replace('$', state);

const whereItRuns: Readonly<Record<'restart' | 'suspend' | 'signal' | 'cordon', (state: string) => string>> = {
	restart: whileItRuns("412 failed_precondition: unable to restart machine from current state: '$'"),
	suspend: whileItRuns("412 failed_precondition: unable to suspend machine from current state: '$'"),
	signal: whileItRuns('412 failed_precondition: machine not running'),
	cordon: state => (state === 'destroyed' ? gone : 'yes'),
};

const otherCases = expected.flatMap(({state}) =>
	(Object.keys(whereItRuns) as (keyof typeof whereItRuns)[]).map(call => ({state, call, answer: whereItRuns[call](state)})),
);

const cases = expected.flatMap(({state, ...answers}) =>
	(Object.keys(answers) as (keyof typeof answers)[]).map(call => ({state, call, answer: answers[call]})),
);

test.each([...cases, ...otherCases])('$call of a machine that is $state is answered: $answer', ({state, call, answer}) => {
	expect(inWords(legalityOf(call, state))).toBe(answer);
});

test('the table above knows every state', () => {
	expect(expected.map(({state}) => state)).toEqual([...states.map(({state}) => state), 'a new word']);
});

describe('with force', () => {
	test.each(expected)('a machine that is $state can be deleted, unless it is gone', ({state}) => {
		expect(inWords(legalityOf('delete', state, {force: true}))).toBe(state === 'destroyed' ? gone : 'yes');
	});

	test.each(cases.filter(({call}) => call !== 'delete'))(
		'$call of a machine that is $state is answered as without',
		({state, call, answer}) => {
			expect(inWords(legalityOf(call, state, {force: true}))).toBe(answer);
		},
	);
});

test('once its image is there, a created machine can be started, and only that changes', () => {
	for (const {state, call, answer} of cases) {
		const isThatCase = state === 'created' && call === 'start';
		expect(inWords(legalityOf(call, state, {imageReady: true}))).toBe(isThatCase ? 'yes' : answer);
	}
});

describe('a suspend of a machine that runs', () => {
	const small = {memoryMb: 2048, swapMb: 0, schedule: undefined, gpuKind: undefined};
	const suspend = (state: string, changes: object): string => inWords(legalityOf('suspend', state, {snapshot: {...small, ...changes}}));

	test.each([
		[{}, 'yes'],
		[{memoryMb: 2304}, '412 failed_precondition: unable to suspend machine with more than 2048MB of memory'],
		[{swapMb: 512}, '412 failed_precondition: unable to suspend machine with swap enabled'],
		[{schedule: 'daily'}, '412 failed_precondition: unable to suspend machine with a schedule'],
		[{gpuKind: 'a10'}, '412 failed_precondition: unable to suspend machine with a GPU'],
	])('and has %j is answered: %s', (changes, answer) => {
		expect(suspend('started', changes)).toBe(answer);
		expect(suspend('stopped', changes)).toBe(whereItRuns.suspend('stopped'));
	});
});

test('a stop of a stopped machine that its policy is about to start again has an effect', () => {
	expect(inWords(legalityOf('stop', 'stopped', {willRestart: true}))).toBe('yes');
	expect(inWords(legalityOf('stop', 'stopping', {willRestart: true}))).toBe('no effect');
});
