import {describe, expect, test} from 'vitest';
import {deleteVerbFor, gate, type Verdict} from '../../source/commands/gate.ts';
import {states} from '../../source/domain/lifecycle.ts';
import type {Machine} from '../../source/domain/machine.ts';
import {type Verb, verbs} from '../../source/domain/verbs.ts';
import type {State} from '../../source/store/state.ts';
import {buildExitEvent, buildLease, buildMachine, buildPending, presentMs} from '../helpers/build-machine.ts';
import {buildState} from '../helpers/build-state.ts';

const inWords = (verdict: Verdict): string => {
	switch (verdict.kind) {
		case 'allow':
			return 'allow';
		case 'confirm':
			return verdict.ask.kind === 'yes' ? 'y/N' : `type ${verdict.ask.expected}`;
		case 'deny':
			return verdict.why;
	}
};

const verdictOf = (verb: Verb, machine: Machine, given: Partial<State> = {}): string =>
	inWords(gate({...buildState({machines: [machine]}), ...given}, verb, machine));

const cannotStart = (state: string): string => `web-1 is ${state}: unable to start machine from current state: '${state}'`;
const cannotStop = (state: string): string => `web-1 is ${state}: unable to stop machine from current state: '${state}'`;
const replacing = (state: string): string => `web-1 is ${state}: machine getting replaced, refusing to start`;
const undeletable = (state: string): string =>
	`web-1 is ${state}: unable to destroy machine, not currently stopped, suspended, failed or created`;
const byId = 'type abcd';
const byName = 'type web-1';

type Row = {readonly state: string} & Readonly<Record<Verb, string>>;

const row = (state: string, start: string, stop: string, canDelete: boolean): Row => ({
	state,
	start,
	stop,
	delete: canDelete ? byId : undeletable(state),
	'force-delete': byName,
});

const gone = 'web-1 is destroyed: machine not found';

const expected: readonly Row[] = [
	row('creating', cannotStart('creating'), cannotStop('creating'), false),
	row('created', 'allow', 'y/N', true),
	row('starting', 'web-1 is starting: machine still attempting to start', 'y/N', false),
	row('started', 'web-1 is started: machine still active, refusing to start', 'y/N', false),
	row('stopping', cannotStart('stopping'), 'web-1 is already stopping', false),
	row('stopped', 'allow', 'web-1 is already stopped', true),
	row('restarting', cannotStart('restarting'), cannotStop('restarting'), false),
	row('suspending', cannotStart('suspending'), cannotStop('suspending'), false),
	row('suspended', 'allow', 'y/N', true),
	row('updating', replacing('updating'), cannotStop('updating'), false),
	row('replacing', replacing('replacing'), cannotStop('replacing'), false),
	row('failed', 'allow', 'y/N', true),
	row('launch_failed', cannotStart('launch_failed'), cannotStop('launch_failed'), false),
	row('destroying', cannotStart('destroying'), cannotStop('destroying'), false),
	{state: 'destroyed', start: gone, stop: gone, delete: gone, 'force-delete': gone},
	row('replaced', cannotStart('replaced'), cannotStop('replaced'), false),
	row('migrated', cannotStart('migrated'), cannotStop('migrated'), false),
	row('a new word', cannotStart('a new word'), cannotStop('a new word'), false),
];

const allVerbs = Object.keys(verbs) as Verb[];
const cases = expected.flatMap(answers => allVerbs.map(verb => ({state: answers.state, verb, answer: answers[verb]})));

test.each(cases)('$verb of a machine that is $state: $answer', ({state, verb, answer}) => {
	expect(verdictOf(verb, buildMachine({state}))).toBe(answer);
});

test('the table above knows every state', () => {
	expect(expected.map(({state}) => state)).toEqual([...states.map(({state}) => state), 'a new word']);
});

describe('stop', () => {
	test('of a machine between two restarts of its policy is asked like that of one that runs', () => {
		const looping = buildMachine({state: 'stopped', events: [buildExitEvent({exitCode: 1, restarting: true}, 1000)]});
		expect(verdictOf('stop', looping)).toBe('y/N');
	});

	test('is refused on old data with how old it is', () => {
		const machine = buildMachine({state: 'stopped'});
		expect(verdictOf('stop', machine, {nowMs: presentMs + 30_000})).toBe('web-1 is already stopped, as read 30s ago');
	});
});

describe('to delete', () => {
	test.each(states)('a machine that is $state takes force unless it is at rest', ({state}) => {
		const isAtRest = ['created', 'stopped', 'suspended', 'failed'].includes(state);
		expect(deleteVerbFor(buildMachine({state}))).toBe(isAtRest ? 'delete' : 'force-delete');
	});

	test.each([
		['no name', ''],
		['a name that no keyboard has', '漢字'],
		['an accent', 'caf\u00E9-1'],
		['a space in front', ' web-1'],
		['a space at the end', 'web-1 '],
		['a space inside', 'web 1'],
		['a sign that cannot be seen', 'web\u00A01'],
		['a name longer than the API allows', 'w'.repeat(64)],
	])('a machine with %s by force, its whole id is typed', (_what, name) => {
		expect(verdictOf('force-delete', buildMachine({name}))).toBe('type 148e123456abcd');
	});

	test('a machine with the longest name that the API allows by force, the name is typed', () => {
		expect(verdictOf('force-delete', buildMachine({name: 'w'.repeat(63)}))).toBe(`type ${'w'.repeat(63)}`);
	});
});

describe.each(allVerbs)('%s', verb => {
	const machine = buildMachine({state: verb === 'start' ? 'stopped' : 'failed'});
	const free = verdictOf(verb, machine);

	test('is denied while somebody else holds the lease, with the owner and the time left', () => {
		const why = 'web-1: lease held by mia@example.com, free in 1:00';
		expect(verdictOf(verb, {...machine, lease: buildLease()})).toBe(why);
		expect(verdictOf(verb, machine, {seenLeases: new Map([[machine.id, buildLease()]])})).toBe(why);
	});

	test('is free again once that lease has run out', () => {
		expect(verdictOf(verb, {...machine, lease: buildLease({expiresAtMs: presentMs})})).toBe(free);
	});

	test('is free under a lease of our own', () => {
		expect(verdictOf(verb, {...machine, lease: buildLease()}, {ownLeases: new Map([[machine.id, buildLease()]])})).toBe(free);
	});

	test('is denied while something is on its way to that machine, and only to that one', () => {
		const pending = buildPending({verb: 'stop'});
		expect(verdictOf(verb, machine, {pending: new Map([[machine.id, pending]])})).toBe('web-1: stopping is still on its way');
		expect(verdictOf(verb, machine, {pending: new Map([['another', pending]])})).toBe(free);
	});
});

test('a machine without a name is told by its id', () => {
	expect(verdictOf('stop', buildMachine({name: '', state: 'stopped'}))).toBe('148e123456abcd is already stopped');
});
