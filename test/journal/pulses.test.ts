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

const running = (id: string): readonly JournalEntry[] => [machineEntry(id, presentMs), stateEntry(id, ago(60), 'started')];

describe('the pulses of the journal', () => {
	test('are of all machines of the apps, those that stopped before and those that stop meanwhile', () => {
		const {started, restarts, failures} = pulsesOf([
			...running('a'),
			...running('b'),
			stateEntry('b', ago(4.5), 'stopped'),
			eventEntry('b', buildExitEvent({exitCode: 1}, 4.5 * minuteMs)),
			stateEntry('b', ago(2.5), 'started'),
			machineEntry('c', presentMs),
			stateEntry('c', ago(90), 'started'),
			stateEntry('c', ago(80), 'stopped'),
		]);
		expect(started).toEqual([2, 2, 2, 2, 2, 1, 1, 1, 2, 2]);
		expect(restarts).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 0, 0]);
		expect(failures).toEqual([0, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
	});

	test('are not of other apps', () => {
		expect(
			pulsesOf([...running('a'), {...machineEntry('b', presentMs), app: 'other'} as JournalEntry, stateEntry('b', ago(60), 'started')])
				.started,
		).toEqual(Array.from({length: 10}, () => 1));
		expect(pulsesOf(running('a'), []).started).toEqual(Array.from({length: 10}, () => 0));
	});

	test('have a machine that went while nobody looked only up to when it was last seen', () => {
		const book = openTestBook();
		book.write([machineEntry('b', ago(6)), stateEntry('b', ago(60), 'started')], ago(6));
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
				const entries = machines.flatMap(({id, events}) => [machineEntry(id, presentMs), ...events.map(event => eventEntry(id, event))]);
				const lives = machines.map(({events}) => ({changes: [], events, createdAtMs: undefined, untilMs: undefined}));
				expect(pulsesOf(entries)).toEqual(pulsesFrom(lives, window, 10));
			}),
			{numRuns: 30},
		);
	});
});
