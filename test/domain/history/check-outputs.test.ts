import {describe, expect, test} from 'vitest';
import {noSight, type Sight} from '../../../source/domain/history/detect-changes.ts';
import {itemWords} from '../../../source/domain/history/item-words.ts';
import type {JournalEntry} from '../../../source/domain/history/record.ts';
import type {Check} from '../../../source/domain/machine.ts';
import {openTestBook} from '../../helpers/book-journal.ts';
import {buildCheck, buildMachine, presentMs} from '../../helpers/build-machine.ts';
import {createWholeDetector} from '../../helpers/whole-detector.ts';

const sightOf = (checks: readonly Check[]): Sight => ({
	...noSight,
	fleet: new Map([['148e123456abcd', buildMachine({checks})]]),
	apps: new Map([['web', {answeredAtMs: presentMs, issues: []}]]),
});

const refused = buildCheck({status: 'critical', output: 'refused', updatedAtMs: presentMs});

/** What the journal is told while a check is looked at every so often. */
const tell = (looks: readonly (readonly [secondsIn: number, check: Check])[]): readonly JournalEntry[] => {
	const detect = createWholeDetector();
	return looks.flatMap(([secondsIn, check]) => detect(sightOf([check]), presentMs + secondsIn * 1000));
};

const outputsIn = (entries: readonly JournalEntry[]): readonly string[] =>
	entries.flatMap(entry => (entry.kind === 'output' ? [`${(entry.output.atMs - presentMs) / 1000} ${entry.output.output}`] : []));

const says = (output: string): Check => ({...refused, output});

describe('what a failing check says is told', () => {
	test('when it begins to fail, and once a minute at most when it says something else', () => {
		expect(
			outputsIn(
				tell([
					[0, refused],
					[5, refused],
					[10, says('timed out')],
					[59, says('reset')],
					[60, says('502')],
					[90, says('503')],
				]),
			),
		).toEqual(['0 refused', '60 502']);
	});

	test('for the last time when it ends, be it that another failure begins', () => {
		const passing = buildCheck({status: 'passing', output: '200 OK', updatedAtMs: presentMs + 20_000});
		const warning = {...passing, status: 'warning', output: 'slow'};
		expect(
			outputsIn(
				tell([
					[0, refused],
					[10, says('reset')],
					[20, passing],
					[30, passing],
				]),
			),
		).toEqual(['0 refused', '19.999 reset']);
		expect(
			outputsIn(
				tell([
					[0, refused],
					[10, says('reset')],
					[20, warning],
				]),
			),
		).toEqual(['0 refused', '19.999 reset', '20 slow']);
	});

	test('not while it passes, whatever it says', () => {
		const took = (ms: number): Check => buildCheck({output: `200 in ${ms} ms`});
		expect(
			outputsIn(
				tell([
					[0, took(1)],
					[60, took(2)],
					[120, took(3)],
				]),
			),
		).toEqual([]);
	});

	test('without what looks like a token', () => {
		expect(outputsIn(tell([[0, says('Bearer abcdefghijklmnop')]]))).toEqual(['0 (masked)']);
	});
});

describe('in the journal', () => {
	const changesOf = (looks: readonly (readonly [number, Check])[], times = 1) => {
		const book = openTestBook();
		const entries = tell(looks);
		for (let time = 0; time < times; time += 1) {
			book.write(entries, presentMs);
		}

		const items = book.historyOf('148e123456abcd', 0, presentMs + 86_400_000);
		return {items, checks: items.flatMap(item => (item.kind === 'change' && item.change.aspect === 'check:http' ? [item.change] : []))};
	};

	test('each time that a check failed has its first and its newest output, and an output that flaps for hours takes no more room', () => {
		const looks = Array.from({length: 2000}, (_, index) => [index * 5, says(`attempt ${index}`)] as const);
		const {checks} = changesOf(looks, 2);
		expect(checks).toEqual([{aspect: 'check:http', atMs: presentMs, value: 'critical', detail: 'attempt 0', lastDetail: 'attempt 1992'}]);
		expect(tell(looks).length).toBeLessThan(200);
	});

	test('it is told in the history what a check said at first and in the end', () => {
		const {items} = changesOf([
			[0, refused],
			[70, says('502')],
		]);
		expect(items.map(item => itemWords(item).detail)).toContain('http: refused; in the end: 502');
	});

	test('an output that is told late does not take the place of a newer one, nor of that of another failure', () => {
		const book = openTestBook();
		const output = (secondsIn: number, text: string): JournalEntry => ({
			kind: 'output',
			machineId: '148e123456abcd',
			output: {aspect: 'check:http', atMs: presentMs + secondsIn * 1000, status: 'critical', output: text},
		});
		const passing = buildCheck({updatedAtMs: presentMs + 100_000});
		book.write(
			tell([
				[0, refused],
				[100, passing],
				[200, {...says('again'), updatedAtMs: presentMs + 200_000}],
			]),
			presentMs,
		);
		book.write([output(50, 'newest'), output(20, 'late'), output(150, 'while it passed')], presentMs);
		const details = book
			.historyOf('148e123456abcd', 0, presentMs + 86_400_000)
			.flatMap(item => (item.kind === 'change' && item.change.value === 'critical' ? [[item.change.detail, item.change.lastDetail]] : []));
		expect(details).toEqual([
			['again', undefined],
			['refused', 'newest'],
		]);
	});
});
