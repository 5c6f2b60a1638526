import {describe, expect, test} from 'vitest';
import {checkLines, failingCheckLines} from '../../../source/domain/details/check-lines.ts';
import type {Line} from '../../../source/domain/details/line.ts';
import {type CheckChange, checkChangesIn} from '../../../source/domain/history/check-history.ts';
import type {HistoryItem} from '../../../source/domain/history/items.ts';
import type {Check} from '../../../source/domain/machine.ts';
import {buildCheck, buildMachine, presentMs} from '../../helpers/build-machine.ts';

const minuteMs = 60_000;
const textOf = (line: Line): string => line.map(({text}) => text).join('');
const textsOf = (lines: readonly Line[]): readonly string[] => lines.map(textOf);

const was = (status: string, minutesAgo: number, output = '', name = 'http'): CheckChange => ({
	name,
	status,
	atMs: presentMs - minutesAgo * minuteMs,
	output,
});

const critical = (minutesAgo: number | undefined, output = 'connect: connection refused'): Check =>
	buildCheck({status: 'critical', output, updatedAtMs: minutesAgo === undefined ? undefined : presentMs - minutesAgo * minuteMs});
const passing = (minutesAgo: number): Check => buildCheck({updatedAtMs: presentMs - minutesAgo * minuteMs});

const linesOf = (check: Check, remembered: readonly CheckChange[] = []): readonly string[] =>
	textsOf(checkLines(buildMachine({checks: [check]}), remembered, presentMs));

describe('the strip of a check', () => {
	test.each<[what: string, check: Check, remembered: readonly CheckChange[], lines: readonly string[]]>([
		['that passes, of which nothing else is known', passing(20), [], ['http       |            ========| passing for 20m, since 07:40:00']],
		[
			'that fails has since when, and what it says',
			critical(10),
			[was('passing', 90)],
			['http       |===============XXXXX| critical for 10m, since 07:50:00', '           connect: connection refused'],
		],
		[
			'that failed and recovered has when, and what it said last',
			passing(20),
			[was('passing', 20), was('critical', 31, '502 Bad Gateway'), was('passing', 500)],
			['http       |========XXXXX=======| passing for 20m, since 07:40:00', '           critical 07:29:00 to 07:40:00: 502 Bad Gateway'],
		],
		[
			'shows the worst of each cell, so that nothing short is lost',
			passing(30),
			[was('passing', 30), was('warning', 30.2, 'slow'), was('critical', 30.4, ''), was('passing', 70)],
			['http       |========X===========| passing for 30m, since 07:30:00', '           warning 07:29:48 to 07:30:00: slow'],
		],
		[
			'keeps when its status began from the journal, which may know better than the API',
			critical(2),
			[was('critical', 40, 'timed out')],
			['http       |     XXXXXXXXXXXXXXX| critical for 40m, since 07:20:00', '           connect: connection refused'],
		],
		[
			'of which the API tells no time has only its present',
			critical(undefined),
			[],
			['http       |                   X| critical', '           connect: connection refused'],
		],
		[
			'with a status that nobody documented, and a long name',
			buildCheck({name: 'servicecheck-00-http-8080', status: 'pondering', output: '', updatedAtMs: presentMs - 9 * minuteMs}),
			[],
			['servicech… |                ????| pondering for 9m, since 07:51:00', '           no output'],
		],
	])('%s', (_what, check, remembered, lines) => {
		expect(linesOf(check, remembered).slice(0, lines.length)).toEqual(lines);
		expect(linesOf(check, remembered)).toHaveLength(lines.length + 2);
	});

	test('says what its signs mean, and a machine without checks that it has none', () => {
		expect(linesOf(passing(1)).at(-1)).toBe('The last hour, 3 min a cell: = passing  ? unknown  ! warning  X critical  blank: not known');
		expect(textsOf(checkLines(buildMachine(), [], presentMs))).toEqual(['The machine has no checks.']);
	});

	test('tells each status with a tone besides its sign', () => {
		const [line = []] = checkLines(buildMachine({checks: [critical(10)]}), [was('warning', 20), was('passing', 30)], presentMs);
		expect(line.filter(({tone}) => tone !== undefined).map(({text, tone}) => `${text.trim().slice(0, 1)} ${tone}`)).toEqual([
			'= good',
			'! busy',
			'X bad',
			'c bad',
		]);
	});

	test('stays as it is while the seconds go by within a cell', () => {
		const machine = buildMachine({checks: [critical(10)]});
		const stripAt = (ms: number): string => textOf(checkLines(machine, [], presentMs + ms)[0] ?? []).slice(0, 33);
		expect(stripAt(179_000)).toBe(stripAt(0));
		expect(stripAt(180_000)).not.toBe(stripAt(0));
	});

	test('has no secret that the output of a check tells', () => {
		expect(linesOf(critical(1, 'GET / password=hunter2hunter2')).join(' ')).not.toContain('hunter2');
	});
});

describe('on top of the details', () => {
	const topOf = (checks: readonly Check[], state = 'started'): readonly string[] =>
		textsOf(failingCheckLines(buildMachine({state, checks}), [], presentMs));

	test('is the strip of the check that fails worst, and none while all pass or the machine does not run', () => {
		const warning = buildCheck({name: 'memory', status: 'warning', output: 'low'});
		expect(topOf([passing(5), warning, critical(10)])).toEqual(['http       |               XXXXX| critical for 10m, since 07:50:00']);
		expect(topOf([warning])[0]).toMatch(/^memory .*!\| warning/);
		expect(topOf([passing(5)])).toEqual([]);
		expect(topOf([critical(10)], 'stopped')).toEqual([]);
	});
});

test('of a long history the strip has the changes of the last hour, and of each check the last one before', () => {
	const item = (name: string, minutesAgo: number, value: string): HistoryItem => {
		const atMs = presentMs - minutesAgo * minuteMs;
		return {
			kind: 'change',
			atMs,
			change: {aspect: `check:${name}`, atMs, value, detail: 'first', lastDetail: value === 'critical' ? 'last' : undefined},
		};
	};
	const items = [
		item('http', 10, 'critical'),
		item('tcp', 61, 'passing'),
		item('http', 70, 'passing'),
		item('http', 80, 'critical'),
		item('tcp', 90, 'critical'),
	];
	expect(checkChangesIn(items, presentMs)).toEqual([
		was('critical', 10, 'last'),
		was('passing', 61, 'first', 'tcp'),
		was('passing', 70, 'first'),
	]);
});
