import {expect, test} from 'vitest';
import {isKnownState, isTerminal, isTransient, stateRow, states} from '../../source/domain/lifecycle.ts';

/** The states as the API's documentation groups them. */
const documented = {
	persistent: ['created', 'started', 'stopped', 'suspended', 'failed'],
	transient: ['creating', 'starting', 'stopping', 'restarting', 'suspending', 'updating', 'replacing', 'destroying', 'launch_failed'],
	terminal: ['destroyed', 'replaced', 'migrated'],
};

test.each(['persistent', 'transient', 'terminal'] as const)('the table has exactly the %s states that are documented', kind => {
	const listed = states.filter(row => row.kind === kind).map(({state}) => state);
	expect(listed.toSorted()).toEqual(documented[kind].toSorted());
});

test('no state is listed twice, and each has a glyph of its own width and a meaning', () => {
	expect(new Set(states.map(({state}) => state)).size).toBe(states.length);
	for (const {glyph, meaning} of states) {
		expect([...glyph]).toHaveLength(1);
		expect(meaning).not.toBe('');
	}
});

test('only transient states can be stuck, and each of them can', () => {
	for (const {kind, stuckAfterMs} of states) {
		expect(stuckAfterMs !== undefined).toBe(kind === 'transient');
	}
});

test.each([
	['starting', 5],
	['stopping', 5],
	['restarting', 5],
	['destroying', 5],
	['updating', 10],
])('a machine may be %s for %i minutes', (state, minutes) => {
	expect(stateRow(state).stuckAfterMs).toBe(minutes * 60_000);
});

test('a word that nobody documented is kept, counts as transient for five minutes, and has the tone unknown', () => {
	expect(stateRow('pending')).toMatchObject({state: 'pending', kind: 'transient', tone: 'unknown', glyph: '?'});
	expect(stateRow('pending').stuckAfterMs).toBe(300_000);
	expect(isKnownState('pending')).toBe(false);
	expect(isKnownState('started')).toBe(true);
	expect(isTransient('pending')).toBe(true);
	expect(isTerminal('pending')).toBe(false);
	expect(stateRow('constructor').tone).toBe('unknown');
});
