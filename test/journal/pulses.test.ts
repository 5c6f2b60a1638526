import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {pulsesFrom} from '../../source/domain/fleet-view/pulses.ts';
import type {JournalEntry} from '../../source/domain/history/record.ts';
import {machinesArbitrary} from '../helpers/arbitrary-machine.ts';
import {openTestBook} from '../helpers/book-journal.ts';
import {buildExitEvent, presentMs} from '../helpers/build-machine.ts';
import {eventEntry, machineEntry, stateEntry} from '../helpers/journal-entries.ts';

const minuteMs = 60_000;
const ago = (minutes: number): number => presentMs - minutes * minuteMs;
const window = {fromMs: ago(10), toMs: presentMs};

const pulsesOf = (entries: readonly JournalEntry[], apps: readonly string[] = ['web'], seenSinceMs = 0) => {
	const book = openTestBook();
	book.write(entries, presentMs);
	return book.pulsesOf(apps, seenSinceMs, window, 10);
};

/** A machine that is there, of which all is known. */
const known = (id: string, seenAtMs = presentMs): JournalEntry => machineEntry(id, seenAtMs, id, 0);

const running = (id: string): readonly JournalEntry[] => [known(id), stateEntry(id, ago(60), 'started')];

describe('the pulses of the journal', () => {
	test('are of all machines of the apps, those that stopped before and those that stop meanwhile', () => {
		const {started, restarts, failures} = pulsesOf([
			...running('a'),
			...running('b'),
			stateEntry('b', ago(4.5), 'stopped'),
			eventEntry('b', buildExitEvent({exitCode: 1}, 4.5 * minuteMs)),
			stateEntry('b', ago(2.5), 'started'),
			known('c'),
			stateEntry('c', ago(90), 'started'),
			stateEntry('c', ago(80), 'stopped'),
		]);
		expect(started).toEqual([2, 2, 2, 2, 2, 1, 1, 1, 2, 2]);
		expect(restarts).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 0, 0]);
		expect(failures).toEqual([0, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
	});

	test('are not of other apps', () => {
		expect(pulsesOf([...running('a'), {...known('b'), app: 'other'} as JournalEntry, stateEntry('b', ago(60), 'started')]).started).toEqual(
			Array.from({length: 10}, () => 1),
		);
		expect(pulsesOf(running('a'), []).started).toEqual(Array.from({length: 10}, () => 0));
	});

	test('have a machine that went while nobody looked only up to when it was last seen', () => {
		const book = openTestBook();
		book.write([known('b', ago(6)), stateEntry('b', ago(60), 'started')], ago(6));
		book.write(running('a'), presentMs);
		expect(book.pulsesOf(['web'], ago(1), window, 10).started).toEqual([2, 2, 2, 2, 1, 1, 1, 1, 1, 1]);
	});

	test('are blank while nobody watched', () => {
		const book = openTestBook();
		book.write([known('a', ago(8)), stateEntry('a', ago(60), 'started')], ago(8));
		book.write([machineEntry('a', ago(3)), {kind: 'watched', app: 'web', fromMs: ago(3), untilMs: presentMs}], presentMs);
		const {started, failures} = book.pulsesOf(['web'], 0, window, 10);
		expect(started).toEqual([1, 1, 1, undefined, undefined, undefined, undefined, 1, 1, 1]);
		expect(failures).toEqual([0, 0, 0, undefined, undefined, undefined, undefined, 0, 0, 0]);
	});

	test('have a machine that went while nobody looked as long as somebody watched it', () => {
		const book = openTestBook();
		book.write([known('b', ago(30)), stateEntry('b', ago(60), 'started')], ago(30));
		book.write([{kind: 'watched', app: 'web', fromMs: ago(30), untilMs: ago(6)}], ago(6));
		book.write(running('a'), presentMs);
		expect(book.pulsesOf(['web'], ago(1), window, 10).started).toEqual([2, 2, 2, 2, 1, 1, 1, 1, 1, 1]);
	});

	test('have a machine that is gone as long as it was there', () => {
		const entries = [...running('a'), ...running('b'), stateEntry('b', ago(5), 'destroyed')];
		expect(pulsesOf(entries).started).toEqual([2, 2, 2, 2, 2, 1, 1, 1, 1, 1]);
	});

	test('are those of the records that were written', () => {
		fc.assert(
			fc.property(machinesArbitrary('web'), fleet => {
				// Of what was before, the journal reads the last record alone.
				const machines = fleet.map(({id, events}) => ({id, events: events.filter(({timestampMs}) => timestampMs >= window.fromMs)}));
				const entries = machines.flatMap(({id, events}) => [known(id), ...events.map(event => eventEntry(id, event))]);
				const lives = machines.map(({events}) => ({
					changes: [],
					events,
					known: [{fromMs: 0, toMs: presentMs}],
					createdAtMs: undefined,
					untilMs: undefined,
				}));
				expect(pulsesOf(entries)).toEqual(pulsesFrom(lives, window, 10));
			}),
			{numRuns: 30},
		);
	});
});
