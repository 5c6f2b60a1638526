import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {noSight, type Sight} from '../../../source/domain/history/detect-changes.ts';
import type {JournalEntry} from '../../../source/domain/history/record.ts';
import type {Lease, Machine} from '../../../source/domain/machine.ts';
import {mergeFleet} from '../../../source/domain/merge-fleet.ts';
import {machinesArbitrary} from '../../helpers/arbitrary-machine.ts';
import {buildCheck, buildEvent, buildLease, buildMachine, presentMs} from '../../helpers/build-machine.ts';
import {openTestRecords} from '../../helpers/journal-records.ts';
import {createWholeDetector} from '../../helpers/whole-detector.ts';

const apps = new Map([['web', {answeredAtMs: presentMs, issues: []}]]);
const sightOf = (machines: readonly Machine[], before: Sight = noSight, ownLeases: ReadonlyMap<string, Lease> = new Map()): Sight => ({
	fleet: mergeFleet(before.fleet, 'web', machines),
	ownLeases,
	seenLeases: noSight.seenLeases,
	apps,
});

/** What is told at the second of two looks, the first of which was at the present. */
const detectChanges = (first: Sight, second: Sight, nowMs: number): readonly JournalEntry[] => {
	const detect = createWholeDetector();
	detect(first, presentMs);
	return detect(second, nowMs);
};

const machine = buildMachine();
const changesIn = (entries: readonly JournalEntry[]) =>
	entries.flatMap(entry =>
		entry.kind === 'change' ? [`${entry.change.aspect} ${entry.change.value} ${entry.change.atMs - presentMs}`] : [],
	);

describe('what came to be known', () => {
	const first = sightOf([machine]);

	test('is everything the first time, at the times that the API tells', () => {
		const entries = detectChanges(noSight, first, presentMs);
		expect(entries.map(({kind}) => kind)).toEqual(['machine', 'event', 'change', 'change', 'change', 'change', 'change', 'listed']);
		expect(changesIn(entries)).toContain('state started -60000');
	});

	test('is nothing when the same is read again, be it as other objects', () => {
		expect(detectChanges(first, first, presentMs)).toEqual([]);
		expect(detectChanges(first, sightOf([buildMachine()], first), presentMs)).toEqual([]);
	});

	const laterMs = presentMs + 5000;
	test.each<readonly [string, Partial<Machine>, readonly string[]]>([
		[
			'a state, since its event',
			{state: 'stopped', events: [buildEvent({status: 'stopped', timestampMs: presentMs + 2000}), ...machine.events]},
			['state stopped 2000'],
		],
		['a state that no event tells of, as it was seen', {state: 'stopping'}, ['state stopping 5000']],
		['a cordon', {cordoned: true}, ['cordoned cordoned 5000']],
		['a host', {hostStatus: 'unreachable'}, ['host unreachable 5000']],
		['a version, since it was made', {instanceId: '01KF0HQ200000000000000000A'}, ['version 01KF0HQ200000000000000000A -31528634368']],
		['a check', {checks: [buildCheck({status: 'critical', updatedAtMs: presentMs + 1000})]}, ['check:http critical 1000']],
		['a lease', {lease: buildLease()}, ['lease mia@example.com 5000']],
		['a lease that is over already', {lease: buildLease({expiresAtMs: presentMs})}, []],
	])('is %s', (_, given, expected) => {
		const entries = detectChanges(first, sightOf([buildMachine(given)], first), laterMs);
		expect(changesIn(entries)).toEqual(expected);
	});

	test('is the end of a lease, when it ran out or when it was given back', () => {
		const held = sightOf([buildMachine({lease: buildLease({expiresAtMs: presentMs + 3000})})]);
		expect(changesIn(detectChanges(held, sightOf([machine], held), laterMs))).toEqual(['lease  3000']);
		expect(changesIn(detectChanges(held, sightOf([machine], held), presentMs + 1000))).toEqual(['lease  1000']);
	});

	test('is an own lease, and not that it is refreshed', () => {
		const own = sightOf([machine], first, new Map([[machine.id, buildLease({owner: 'me@example.com'})]]));
		const refreshed = sightOf(
			[machine],
			first,
			new Map([[machine.id, buildLease({owner: 'me@example.com', expiresAtMs: presentMs + 90_000})]]),
		);
		expect(changesIn(detectChanges(first, own, laterMs))).toEqual(['lease me@example.com 5000']);
		expect(changesIn(detectChanges(own, refreshed, laterMs))).toEqual([]);
	});

	test('is that a machine is gone when its app is still followed, and only then', () => {
		expect(changesIn(detectChanges(first, sightOf([], first), laterMs))).toEqual(['state destroyed 5000']);
		expect(detectChanges(first, {...noSight, apps: new Map()}, laterMs)).toEqual([]);
	});

	test('is not that a machine is gone when something of the answer could not be read', () => {
		const cut = new Map([['web', {answeredAtMs: laterMs, issues: ['machines[0]: no id']}]]);
		expect(detectChanges(first, {...sightOf([], first), apps: cut}, laterMs)).toEqual([]);
	});

	test('is, once, which machines an app has when it first answers whole', () => {
		const detect = createWholeDetector();
		const listedAt = (sight: Partial<Sight>) => detect({...first, ...sight}, laterMs).filter(({kind}) => kind === 'listed');
		expect(listedAt({apps: new Map([['web', {answeredAtMs: undefined, issues: []}]])})).toEqual([]);
		expect(listedAt({apps: new Map([['web', {answeredAtMs: presentMs, issues: ['machines[1]: no id']}]])})).toEqual([]);
		expect(listedAt({apps})).toEqual([{kind: 'listed', app: 'web', atMs: presentMs, machineIds: [machine.id]}]);
		expect(listedAt({apps: new Map(apps)})).toEqual([]);
	});

	test('is that a machine is back, from then on, which a list had left out', () => {
		const detect = createWholeDetector();
		const without = sightOf([], first);
		detect(first, presentMs);
		expect(changesIn(detect(without, laterMs))).toEqual(['state destroyed 5000']);
		expect(changesIn(detect(sightOf([machine], without), laterMs + 5000))).toContain('state started 10000');
	});

	test('has no token that the output of a check tells', () => {
		const checks = [buildCheck({output: 'GET /: authorization: Bearer abcdefghijklmnop fm2_lJPECAAAAAAAA'})];
		const text = JSON.stringify(detectChanges(noSight, sightOf([buildMachine({checks})]), presentMs));
		expect(text).not.toMatch(/abcdefghijklmnop|fm2_/);
	});
});

const pollsArbitrary = fc.array(machinesArbitrary('web'), {minLength: 1, maxLength: 6});

const recordOf = (polls: readonly (readonly Machine[])[]): readonly JournalEntry[] => {
	const detect = createWholeDetector();
	let seen = noSight;
	return polls.flatMap((machines, index) => {
		seen = sightOf(machines, seen);
		return detect(seen, presentMs + index * 5000);
	});
};

const endMs = presentMs + 60_000;
const spansIn = (entries: readonly JournalEntry[], batches: readonly (readonly JournalEntry[])[] = [entries]) => {
	const {write, timelineOf, close} = openTestRecords();
	for (const batch of batches) {
		write(batch, endMs);
	}

	const ids = [...new Set(entries.flatMap(entry => ('machineId' in entry ? [entry.machineId] : [])))].toSorted();
	const timelines = ids.map(id => timelineOf(id, {fromMs: presentMs - 2_000_000, toMs: endMs}));
	close();
	return timelines;
};

describe('whatever is polled', () => {
	test('what is written twice is there once, and gives the same timelines', () => {
		fc.assert(
			fc.property(pollsArbitrary, polls => {
				const entries = recordOf(polls);
				expect(spansIn([...entries, ...entries])).toEqual(spansIn(entries));
			}),
			{numRuns: 40},
		);
	});

	test('two that saw the same polls leave what one of them leaves', () => {
		fc.assert(
			fc.property(pollsArbitrary, polls => {
				const entries = recordOf(polls);
				const twice = entries.flatMap(entry => [[entry], [entry]]);
				expect(spansIn(entries, twice)).toEqual(spansIn(entries));
			}),
			{numRuns: 20},
		);
	});

	test('the spans of a machine have no gap and no two alike in a row', () => {
		fc.assert(
			fc.property(pollsArbitrary, polls => {
				for (const {spans} of spansIn(recordOf(polls))) {
					for (const [index, span] of spans.entries()) {
						expect(span.toMs).toBeGreaterThan(span.fromMs);
						expect(span.toMs).toBe(spans[index + 1]?.fromMs ?? endMs);
						expect(span.state).not.toBe(spans[index + 1]?.state);
					}
				}
			}),
			{numRuns: 40},
		);
	});
});

test('a poll of ten thousand machines of which one changed looks closer at that one alone', () => {
	let looks = 0;
	const machines = Array.from({length: 10_000}, (_, index) =>
		Object.defineProperty(buildMachine({id: `m${index}`}), 'checks', {
			get() {
				looks += 1;
				return [];
			},
		}),
	);
	const fleet = new Map(machines.map(each => [each.id, each]));
	const detect = createWholeDetector();
	detect({...noSight, fleet, apps}, presentMs);
	looks = 0;
	expect(detect({...noSight, fleet: new Map(fleet), apps}, presentMs)).toEqual([]);
	expect(looks).toBe(0);
	const changed = new Map(fleet).set('m7', buildMachine({id: 'm7', cordoned: true}));
	expect(changesIn(detect({...noSight, fleet: changed, apps}, presentMs))).toEqual(['cordoned cordoned 1']);
	expect(looks).toBe(1);
});
