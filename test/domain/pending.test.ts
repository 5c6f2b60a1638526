import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Machine} from '../../source/domain/machine.ts';
import {isSettledBy, shownState} from '../../source/domain/pending.ts';
import {type Verb, verbs} from '../../source/domain/verbs.ts';
import {machineArbitrary} from '../helpers/arbitrary-machine.ts';
import {buildEvent, buildExitEvent, buildMachine, buildPending, presentMs} from '../helpers/build-machine.ts';

const allVerbs = Object.keys(verbs) as Verb[];
const before = buildExitEvent({exitCode: 0}, 90_000);
const accepted = (verb: Verb) => buildPending({verb, acceptedAtMs: presentMs, newestEventId: before.id});

describe('never settled', () => {
	const answer = fc.option(machineArbitrary('web'), {nil: undefined});
	const verb = fc.constantFrom(...allVerbs);

	test('by anything while the API has not accepted it', () => {
		fc.assert(
			fc.property(verb, answer, (asked, machine) => {
				expect(isSettledBy(buildPending({verb: asked, acceptedAtMs: undefined}), machine, presentMs + 60_000)).toBe(false);
			}),
		);
	});

	test('by an answer that was asked for before the API accepted it', () => {
		fc.assert(
			fc.property(verb, answer, fc.integer({min: 1, max: 60_000}), (asked, machine, earlierMs) => {
				expect(isSettledBy(accepted(asked), machine, presentMs - earlierMs)).toBe(false);
			}),
		);
	});
});

const starting = buildEvent({status: 'starting', source: 'user', timestampMs: presentMs});

test.each<{readonly verb: Verb; readonly what: string; readonly machine: Machine | undefined; readonly settles: boolean}>([
	{verb: 'start', what: 'a started machine', machine: buildMachine(), settles: true},
	{verb: 'start', what: 'a starting machine', machine: buildMachine({state: 'starting', events: [starting, before]}), settles: false},
	{verb: 'start', what: 'a machine still stopped', machine: buildMachine({state: 'stopped', events: [before]}), settles: false},
	{
		verb: 'start',
		what: 'a machine that ended again',
		machine: buildMachine({state: 'stopped', events: [buildExitEvent({exitCode: 1}, 0), starting, before]}),
		settles: true,
	},
	{verb: 'start', what: 'a machine that failed now', machine: buildMachine({state: 'failed', events: [starting, before]}), settles: true},
	{verb: 'start', what: 'a machine that had failed before', machine: buildMachine({state: 'failed', events: [before]}), settles: false},
	{verb: 'start', what: 'a machine that is gone', machine: undefined, settles: true},
	{verb: 'stop', what: 'a stopped machine', machine: buildMachine({state: 'stopped'}), settles: true},
	{verb: 'stop', what: 'a machine still started', machine: buildMachine(), settles: false},
	{verb: 'stop', what: 'a stopping machine', machine: buildMachine({state: 'stopping'}), settles: false},
	{verb: 'stop', what: 'a machine that failed to stop', machine: buildMachine({state: 'failed'}), settles: true},
	{verb: 'stop', what: 'a destroyed machine', machine: buildMachine({state: 'destroyed'}), settles: true},
	{verb: 'delete', what: 'a stopped machine', machine: buildMachine({state: 'stopped', events: [before]}), settles: false},
	{verb: 'delete', what: 'a destroying machine', machine: buildMachine({state: 'destroying'}), settles: false},
	{verb: 'delete', what: 'a machine that is gone', machine: undefined, settles: true},
	{verb: 'force-delete', what: 'a destroyed machine', machine: buildMachine({state: 'destroyed'}), settles: true},
	{verb: 'force-delete', what: 'a stopped machine', machine: buildMachine({state: 'stopped'}), settles: false},
])('$what settles a $verb: $settles', ({verb, machine, settles}) => {
	expect(isSettledBy(accepted(verb), machine, presentMs)).toBe(settles);
});

test.each(allVerbs)('what is shown while a %s is on its way is what is hoped, whatever the API says', verb => {
	expect(shownState(buildMachine(), buildPending({verb}))).toBe(verbs[verb].hopedState ?? 'started');
	expect(shownState(buildMachine(), undefined)).toBe('started');
});
