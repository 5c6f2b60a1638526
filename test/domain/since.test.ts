import {expect, test} from 'vitest';
import {stateSinceMs} from '../../source/domain/since.ts';
import {buildEvent, buildMachine, presentMs} from '../helpers/build-machine.ts';

test('a machine is in its state since the newest event that tells of it, else since its last update', () => {
	const old = buildEvent({timestampMs: presentMs - 9000});
	const events = [buildEvent({timestampMs: presentMs - 5000}), buildEvent({status: 'starting', timestampMs: presentMs - 6000}), old];
	expect(stateSinceMs(buildMachine({events}))).toBe(presentMs - 5000);
	expect(stateSinceMs(buildMachine({events: [], updatedAtMs: presentMs}))).toBe(presentMs);
	expect(stateSinceMs(buildMachine({events: [], updatedAtMs: undefined}))).toBeUndefined();
});

test.each([0, -1, presentMs / 1000, 1e20, Number.NaN])('a time of %d is none', timestampMs => {
	const events = [buildEvent({timestampMs})];
	expect(stateSinceMs(buildMachine({events, updatedAtMs: presentMs}))).toBe(presentMs);
	expect(stateSinceMs(buildMachine({events, updatedAtMs: timestampMs}))).toBeUndefined();
});
