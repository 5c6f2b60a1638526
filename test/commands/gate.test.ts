import {describe, expect, test} from 'vitest';
import {deleteVerbFor, gate, type Verdict} from '../../source/commands/gate.ts';
import {targetOf} from '../../source/commands/outcomes.ts';
import {states} from '../../source/domain/lifecycle.ts';
import type {Machine} from '../../source/domain/machine.ts';
import {type Verb, verbs} from '../../source/domain/verbs.ts';
import {newJob} from '../../source/store/jobs.ts';
import type {State} from '../../source/store/state.ts';
import type {View} from '../../source/store/view.ts';
import {buildConfig, buildExitEvent, buildLease, buildMachine, buildPending, presentMs} from '../helpers/build-machine.ts';
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
	inWords(gate({...buildState({machines: [machine]}), ...given}, {verb}, [machine]));

const cannot = (verb: string, state: string): string => `web-1 is ${state}: unable to ${verb} machine from current state: '${state}'`;
const replacing = (state: string): string => `web-1 is ${state}: machine getting replaced, refusing to start`;
const updating = (state: string): string => `web-1 is ${state}: machine update failed due to concurrent update`;
const undeletable = (state: string): string =>
	`web-1 is ${state}: unable to destroy machine, not currently stopped, suspended, failed or created`;
const byId = 'type abcd';
const byName = 'type web-1';

type Row = {readonly state: string} & Readonly<Record<Verb, string>>;

/** What each verb is answered in a state in which nothing but a cordon and a kill is possible. */
const row = (state: string, given: Partial<Row> = {}): Row => ({
	state,
	start: cannot('start', state),
	stop: cannot('stop', state),
	suspend: cannot('suspend', state),
	restart: cannot('restart', state),
	signal: `web-1 is ${state}: machine not running`,
	cordon: 'y/N',
	uncordon: 'allow',
	update: 'y/N',
	delete: undeletable(state),
	'force-delete': byName,
	...given,
});

const gone = 'web-1 is destroyed: machine not found';
const atRest = {start: 'allow', stop: 'y/N', delete: byId} as const;

const expected: readonly Row[] = [
	row('creating'),
	row('created', atRest),
	row('starting', {start: 'web-1 is starting: machine still attempting to start', stop: 'y/N'}),
	row('started', {
		start: 'web-1 is started: machine still active, refusing to start',
		stop: 'y/N',
		suspend: 'y/N',
		restart: 'y/N',
		signal: 'y/N',
	}),
	row('stopping', {stop: 'web-1 is already stopping'}),
	row('stopped', {...atRest, stop: 'web-1 is already stopped'}),
	row('restarting'),
	row('suspending'),
	row('suspended', atRest),
	row('updating', {start: replacing('updating'), update: updating('updating')}),
	row('replacing', {start: replacing('replacing'), update: updating('replacing')}),
	row('failed', atRest),
	row('launch_failed'),
	row('destroying', {update: 'web-1 is destroying: machine not found'}),
	{
		state: 'destroyed',
		start: gone,
		stop: gone,
		suspend: gone,
		restart: gone,
		signal: gone,
		cordon: gone,
		uncordon: gone,
		update: gone,
		delete: gone,
		'force-delete': gone,
	},
	row('replaced'),
	row('migrated'),
	row('a new word'),
];

const allVerbs = Object.keys(verbs) as Verb[];
const cases = expected.flatMap(answers => allVerbs.map(verb => ({state: answers.state, verb, answer: answers[verb]})));

test.each(cases)('$verb of a machine that is $state: $answer', ({state, verb, answer}) => {
	expect(verdictOf(verb, buildMachine({state, cordoned: verb === 'uncordon'}))).toBe(answer);
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
		expect(deleteVerbFor([buildMachine({state})])).toBe(isAtRest ? 'delete' : 'force-delete');
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

test('a cordon of a machine that has one, and the end of one that is not there, are refused', () => {
	expect(verdictOf('cordon', buildMachine({cordoned: true}))).toBe('web-1 is cordoned already');
	expect(verdictOf('uncordon', buildMachine())).toBe('web-1 is not cordoned');
});

describe('an update', () => {
	const toImage = (machine: Machine, image: string): string =>
		inWords(gate(buildState({machines: [machine]}), {verb: 'update', image}, [machine]));

	test('is refused where the machine has that image, and asked about for any other', () => {
		expect(toImage(buildMachine(), 'nginx:latest')).toBe('web-1 has nginx:latest already');
		expect(toImage(buildMachine(), 'nginx:2')).toBe('y/N');
	});

	test.each([
		[{config: buildConfig({raw: {containers: [{name: 'a', image: 'nginx'}]}})}, 'web-1 names no image of its own: e edits its config'],
		[{configIncomplete: true}, 'web-1: its host cannot be asked for its whole config now: it cannot be changed or compared.'],
		[{hostStatus: 'unreachable'}, 'web-1: its host is unreachable: its config cannot be read now.'],
	])('is refused for a machine with %j', (given, why) => {
		expect(toImage(buildMachine(given), 'nginx:2')).toBe(why);
	});
});

describe('a suspend is refused before it is sent', () => {
	const guest = {cpu_kind: 'shared', cpus: 1, memory_mb: 2048};

	test.each([
		['swap', {guest, init: {swap_size_mb: 512}}, 'unable to suspend machine with swap enabled'],
		['a schedule', {guest, schedule: 'daily'}, 'unable to suspend machine with a schedule'],
		['a GPU', {guest: {...guest, gpu_kind: 'a10'}}, 'unable to suspend machine with a GPU'],
		['more than 2 GB', {guest: {...guest, memory_mb: 2304}}, 'unable to suspend machine with more than 2048MB of memory'],
	])('of a machine with %s', (_what, raw, why) => {
		expect(verdictOf('suspend', buildMachine({config: buildConfig({raw})}))).toBe(`web-1 is started: ${why}`);
	});

	test('but not of one with exactly 2 GB, nor where the config is not known', () => {
		expect(verdictOf('suspend', buildMachine({config: buildConfig({raw: {guest}})}))).toBe('y/N');
		expect(verdictOf('suspend', buildMachine({config: undefined}))).toBe('y/N');
	});
});

describe.each(allVerbs)('%s', verb => {
	const restingVerbs = new Set<Verb>(['start', 'delete']);
	const machine = buildMachine({state: restingVerbs.has(verb) ? 'stopped' : 'started', cordoned: verb === 'uncordon'});
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

	test('is denied while a job has the machine still to do, and free once that job is over', () => {
		const job = newJob(1, {verb: 'restart'}, [targetOf(machine)], 1, presentMs);
		expect(verdictOf(verb, machine, {jobs: [job]})).toBe('web-1 is part of a job that goes on (restart): J shows it');
		expect(verdictOf(verb, machine, {jobs: [{...job, status: 'paused'}]})).toMatch(/^web-1 is part of a job/);
		expect(verdictOf(verb, machine, {jobs: [{...job, status: 'aborted'}]})).toBe(free);
		expect(verdictOf(verb, machine, {jobs: [{...job, items: job.items.map(item => ({...item, step: 'failed'}))}]})).toBe(free);
	});
});

test('a machine without a name is told by its id', () => {
	expect(verdictOf('stop', buildMachine({name: '', state: 'stopped'}))).toBe('148e123456abcd is already stopped');
});

describe('of several machines', () => {
	/** So many machines in a state in which a verb reaches them. */
	const reachable = (verb: Verb, count: number): readonly Machine[] =>
		Array.from({length: count}, (_, index) =>
			buildMachine({
				id: `machine${index + 1}`,
				name: `web-${index + 1}`,
				state: verb === 'start' || verb === 'delete' ? 'stopped' : 'started',
				cordoned: verb === 'uncordon',
			}),
		);
	const verdictOn = (verb: Verb, machines: readonly Machine[], view: Partial<View> = {}): Verdict =>
		gate(buildState({machines, view}), {verb}, machines);
	const askOf = (verb: Verb, count: number): string => inWords(verdictOn(verb, reachable(verb, count)));
	const stopped = buildMachine({id: 'stopped1', name: 'web-8', state: 'stopped'});
	const starting = buildMachine({id: 'starting1', name: 'web-9', state: 'starting'});

	test.each(allVerbs)('%s asks the more, the more it would reach', verb => {
		const one: Partial<Record<Verb, string>> = {start: 'allow', uncordon: 'allow', delete: 'type ine1', 'force-delete': byName};
		const isDelete = verb === 'delete' || verb === 'force-delete';
		const title = verb.replace('-', ' ');
		expect(askOf(verb, 1)).toBe(one[verb] ?? 'y/N');
		expect(askOf(verb, 2)).toBe(isDelete ? `type ${title} 2` : 'y/N');
		expect(askOf(verb, 4)).toBe(isDelete ? `type ${title} 4` : 'y/N');
		expect(askOf(verb, 5)).toBe(`type ${title} 5`);
		expect(askOf(verb, 100)).toBe(`type ${title} 100`);
	});

	test('those that cannot be reached are skipped and named with the reason, and do not count', () => {
		const verdict = verdictOn('stop', [...reachable('stop', 4), stopped, starting]);
		expect(verdict).toMatchObject({
			kind: 'confirm',
			ask: {kind: 'yes'},
			machines: [{id: 'machine1'}, {id: 'machine2'}, {id: 'machine3'}, {id: 'machine4'}],
			skipped: [
				{target: {id: 'stopped1'}, why: 'web-8 is already stopped'},
				{target: {id: 'starting1'}, why: 'web-9 is starting: not settled'},
			],
		});
	});

	test.each(allVerbs)('%s skips what is on its way from state to state', verb => {
		const transient = states.filter(({kind}) => kind === 'transient').map(({state}) => state);
		const moving = transient.map(state => buildMachine({id: state, name: state, state, cordoned: verb === 'uncordon'}));
		const verdict = verdictOn(verb, [...reachable(verb, 2), ...moving]);
		const skipped = verdict.kind === 'confirm' ? verdict.skipped.map(({target}) => target.id) : [];
		expect(skipped).toEqual(transient);
	});

	test('one that is left asks what it asks alone, and never less than a yes', () => {
		const [running = expect.fail()] = reachable('stop', 1);
		expect(inWords(verdictOn('force-delete', [running, starting]))).toBe(byName);
		expect(inWords(verdictOn('start', [running, stopped]))).toBe('y/N');
	});

	test('none that can be reached means no, with the first reason', () => {
		expect(verdictOn('stop', [stopped, starting])).toEqual({
			kind: 'deny',
			why: 'None of the 2 can be reached: web-8 is already stopped',
		});
		expect(verdictOn('stop', [])).toEqual({kind: 'deny', why: 'There is no machine under the cursor.'});
	});

	test('those that are marked and hidden by the filter are counted, and one alone is asked about even for a start', () => {
		const machines = reachable('stop', 3);
		const marks = new Set(machines.map(({id}) => id));
		expect(verdictOn('stop', machines, {marks, filter: 'web-2'})).toMatchObject({kind: 'confirm', hidden: 2});
		expect(verdictOn('stop', machines, {marks})).toMatchObject({kind: 'confirm', hidden: 0});
		expect(verdictOn('start', [stopped], {marks: new Set([stopped.id]), filter: 'web-1'})).toMatchObject({
			kind: 'confirm',
			ask: {kind: 'yes'},
			hidden: 1,
		});
	});

	test('the verb that deletes is a kill where one of those that have settled is not at rest', () => {
		expect(deleteVerbFor([stopped, starting])).toBe('delete');
		expect(deleteVerbFor([stopped, ...reachable('stop', 1)])).toBe('force-delete');
		expect(deleteVerbFor([starting])).toBe('force-delete');
	});
});
