import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {RowContext} from '../../source/domain/cells.ts';
import {type ColumnId, columnById, columns, shortTitleOf} from '../../source/domain/columns.ts';
import {eventLine} from '../../source/domain/details/event-lines.ts';
import {infoLines} from '../../source/domain/details/info-lines.ts';
import {
	buildCheck,
	buildConfig,
	buildEvent,
	buildExitEvent,
	buildLease,
	buildMachine,
	buildPending,
	presentMs,
} from '../helpers/build-machine.ts';
import {troubleAt} from '../helpers/diagnose.ts';

const cell = (id: ColumnId, given: Partial<RowContext> = {}): string | undefined =>
	columnById.get(id)?.text({
		machine: buildMachine(),
		trouble: troubleAt(given.machine ?? buildMachine(), presentMs),
		pending: undefined,
		lease: given.machine?.lease,
		isOwnLease: false,
		nowMs: presentMs,
		...given,
	});

const textOf = (id: ColumnId, machine: Parameters<typeof buildMachine>[0]): string | undefined =>
	cell(id, {machine: buildMachine(machine)});

test('no column is listed twice, none claims more cells than it can use, and each has room for its title', () => {
	expect(columnById.size).toBe(columns.length);
	for (const column of columns) {
		expect(column.minWidth).toBeLessThanOrEqual(column.claimWidth);
		expect(column.claimWidth).toBeLessThanOrEqual(column.maxWidth);
		expect(shortTitleOf(column)).toMatch(/^[A-Z]+$/);
		expect(shortTitleOf(column).length).toBeLessThanOrEqual(column.minWidth);
	}
});

test.each<{readonly id: ColumnId; readonly text: string}>([
	{id: 'app', text: 'web'},
	{id: 'id', text: '148e123456abcd'},
	{id: 'name', text: 'web-1'},
	{id: 'state', text: '● started'},
	{id: 'for', text: '1m'},
	{id: 'region', text: 'fra'},
	{id: 'checks', text: '-'},
	{id: 'size', text: 'sh1/256'},
	{id: 'why', text: 'started'},
	{id: 'lease', text: '-'},
])('an ordinary machine reads "$text" in the column $id', ({id, text}) => {
	expect(cell(id)).toBe(text);
});

test('checks are told as passing of all', () => {
	expect(textOf('checks', {checks: [buildCheck(), buildCheck({status: 'warning'}), buildCheck({status: 'critical'})]})).toBe('1/3');
});

test.each([
	[{cpuKind: 'performance', cpus: 2, memoryMb: 4096}, 'pf2/4096'],
	[{cpuKind: 'performance', cpus: 16, memoryMb: 131_072}, 'pf16/128G'],
	[{cpuKind: 'quantum', cpus: 1, memoryMb: 256}, 'qu1/256'],
	[{cpuKind: 'constructor', cpus: 1, memoryMb: 256}, 'co1/256'],
	[{cpuKind: '𐀀𐀀𐀀', cpus: 1, memoryMb: 256}, '𐀀𐀀1/256'],
	[undefined, '-'],
])('the guest %j reads %s', (guest, text) => {
	expect(textOf('size', {config: buildConfig({guest})})).toBe(text);
});

test('while an action is on its way, the row tells what was asked, since when, and what is hoped', () => {
	const pending = buildPending({verb: 'stop'});
	expect(cell('state', {pending})).toBe('◌ stopping');
	expect(cell('for', {pending})).toBe('2s');
	expect(cell('why', {pending})).toBe('stop asked 2s ago');
});

test('a machine that is too long in a transient state is stuck', () => {
	const stuck = {state: 'stopping', events: [], updatedAtMs: presentMs - 300_001};
	expect(textOf('why', stuck)).toBe('STUCK stopping >5m');
	expect(textOf('why', {...stuck, updatedAtMs: presentMs - 300_000})).toBe('not told why');
	expect(textOf('for', {...stuck, updatedAtMs: undefined})).toBe('-');
});

test('a state that nobody documented is called unknown, and stuck after five minutes', () => {
	const strange = {state: 'hibernating', events: [], updatedAtMs: presentMs - 300_000};
	expect(textOf('why', strange)).toBe('unknown state hibernating');
	expect(textOf('why', {...strange, updatedAtMs: presentMs - 300_001})).toBe('STUCK hibernating >5m');
	expect(textOf('state', strange)).toBe('? hibernating');
});

describe('times that cannot be true', () => {
	const anyTime = fc.oneof(
		fc.double(),
		fc.integer({min: -1e15, max: 1e15}),
		fc.constantFrom(1e20, -1e20, -1, 0, presentMs / 1000, 8.64e15 + 1, Number.MAX_VALUE, Number.NaN, Infinity, -Infinity),
	);

	test('are never shown as a time, whatever the numbers are', () => {
		fc.assert(
			fc.property(fc.array(anyTime, {maxLength: 4}), fc.option(anyTime, {nil: undefined}), fc.boolean(), (times, updatedAtMs, isExit) => {
				const events = times.map(timestampMs =>
					isExit ? {...buildExitEvent({exitCode: 1, restarting: true}), timestampMs} : buildEvent({timestampMs}),
				);
				const machine = buildMachine({events, updatedAtMs, checks: [buildCheck({updatedAtMs})]});
				const cells = columns.map(({id}) => cell(id, {machine}) ?? '');
				expect(cells.join(' ')).not.toMatch(/NaN|Invalid|Infinity|undefined/);
				expect(cell('for', {machine})).toMatch(/^(-|\?|\d{1,2}[smhdwy])$/);
				const lines = [...events.map(event => eventLine(event, presentMs)), ...infoLines(machine, undefined, presentMs)];
				expect(lines.flatMap(line => line.map(({text}) => text)).join(' ')).not.toMatch(/NaN|Invalid|Infinity|-\d{6}|for \d{3,}/);
			}),
			{numRuns: 1000},
		);
	});

	test.each([0, -1, presentMs / 1000, 1e20])('as %d do not make a machine stuck, and an older update is believed instead', timestampMs => {
		const events = [buildEvent({status: 'stopping', timestampMs})];
		expect(textOf('why', {state: 'stopping', events, updatedAtMs: undefined})).not.toContain('STUCK');
		expect(textOf('for', {state: 'stopping', events, updatedAtMs: undefined})).toBe('-');
		expect(textOf('for', {state: 'stopping', events, updatedAtMs: presentMs - 120_000})).toBe('2m');
	});
});

describe('the lease', () => {
	test('of somebody else is told by the start of the owner and the time that is left', () => {
		expect(textOf('lease', {lease: buildLease()})).toBe('mia 1m');
	});

	test('of an owner with wide or rare letters is cut between them, to the same width', () => {
		expect(textOf('lease', {lease: buildLease({owner: '𐀀𐀀𐀀𐀀'})})).toBe('𐀀𐀀𐀀 1m');
		expect(textOf('lease', {lease: buildLease({owner: '日本語'})})).toBe('日 1m');
	});

	test('of our own is told first', () => {
		const lease = buildLease({expiresAtMs: presentMs + 9000});
		expect(cell('lease', {machine: buildMachine({lease: buildLease()}), lease, isOwnLease: true})).toBe('ME 9s');
	});

	test('is nothing any more once it has run out', () => {
		expect(textOf('lease', {lease: buildLease({expiresAtMs: presentMs})})).toBe('-');
	});
});
