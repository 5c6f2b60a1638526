import {describe, expect, test} from 'vitest';
import {zooms} from '../../../source/domain/history/timeline-window.ts';
import type {State} from '../../../source/store/state.ts';
import {
	isGoneLeftOut,
	selectSeenGone,
	selectSeenMachines,
	selectTimelineQuestion,
	type TimelineMode,
	type TimelineReading,
	timelineWidths,
} from '../../../source/store/timeline.ts';
import {buildMachine, presentMs} from '../../helpers/build-machine.ts';
import {buildState, inMode} from '../../helpers/build-state.ts';
import {timelineMode} from '../../helpers/modes.ts';
import {lastNote, press, pressBurst} from '../../helpers/press.ts';

const minuteMs = 60_000;
const ids = Array.from({length: 10}, (_, index) => `148e00000000${String(index).padStart(2, '0')}`);
const machines = ids.map((id, index) => buildMachine({id, name: `web-${index}`}));

/** Ten machines, of which four have room. */
const page = (given: Partial<TimelineMode> = {}, view = {}): State =>
	inMode(buildState({machines, view: {pageRows: 6, pageColumns: 76, ...view}}), timelineMode(given));

const modeOf = ({view: {mode}}: State): TimelineMode => {
	if (mode.kind !== 'timeline') {
		throw new Error(`the page is closed, and this is ${mode.kind}`);
	}

	return mode;
};

const modeAfter = (state: State, ...keys: readonly string[]): TimelineMode => modeOf(press(state, ...keys).state);
const seen = (state: State): readonly string[] => selectSeenMachines(state, modeOf(state)).map(({name}) => name);

test.each([['v'], [':', ...'timeline', 'enter']])('%s opens the last 15 minutes', (...keys) => {
	expect(modeAfter(buildState({machines}), ...keys)).toEqual(timelineMode());
	expect(zooms[timelineMode().zoom]?.title).toBe('15 min');
});

test('where volumes are shown it is refused in words', () => {
	const volumes = press(buildState({machines}), ':', ...'volumes', 'enter').state;
	const {state} = press(volumes, ':', ...'timeline', 'enter');
	expect(state.view.mode.kind).toBe('browse');
	expect(lastNote(state)).toContain('esc leads back');
});

describe('zoom', () => {
	test.each([
		[['+'], '5 min'],
		[['z', 'z', 'z'], '5 min'],
		[['-'], '1 h'],
		[['Z', 'Z'], '6 h'],
		[['-', '-', '-'], '24 h'],
		[['-', '-', '-', '-', '-', '-', '-'], '7 d'],
		[['-', '+'], '15 min'],
	])('after %j is %s', (keys, title) => {
		expect(zooms[modeAfter(page(), ...keys).zoom]?.title).toBe(title);
	});

	test('keeps the end', () => {
		const endMs = presentMs - 60 * minuteMs;
		expect(modeAfter(page({endMs}), '-', '-', '+').endMs).toBe(endMs);
	});
});

describe('the time that is shown', () => {
	const agoMinutes = (...keys: readonly string[]): number | undefined => {
		const {endMs} = modeAfter(page(), ...keys);
		return endMs === undefined ? undefined : Math.round((presentMs - endMs) / minuteMs);
	};

	test.each([
		[['right'], undefined],
		[['left'], 4],
		[['h', 'h'], 8],
		[['left', 'left', 'right'], 4],
		[['left', 'l'], undefined],
		[['left', 'left', '0'], undefined],
		[['left', 'end'], undefined],
		[['-', '-', '-', '-', 'left'], 42 * 60],
	])('after %j ends %s minutes ago', (keys, ago) => {
		expect(agoMinutes(...keys)).toBe(ago);
	});

	test('goes back no further than the journal', () => {
		expect(agoMinutes(...'----', ...Array.from({length: 40}, () => 'left'))).toBe(30 * 24 * 60);
	});
});

describe('the machines', () => {
	test.each([
		[[], 0],
		[['j'], 1],
		[['down', 'k'], 0],
		[['ctrl-f'], 3],
		[['space', 'space'], 6],
		[['G'], 6],
		[['G', 'j'], 6],
		[['G', 'g'], 0],
	])('after %j begin with number %i', (keys, first) => {
		expect(seen(press(page(), ...keys).state)).toEqual(machines.slice(first, first + 4).map(({name}) => name));
	});

	test('are those of the table in its order, the marked ones first', () => {
		const marked = page({}, {marks: new Set([ids[7], ids[2]])});
		expect(seen(marked)).toEqual(['web-2', 'web-7', 'web-0', 'web-1']);
		expect(seen(page({}, {filter: 'web-7'}))).toEqual(['web-7']);
	});

	test('fill the page when there are fewer of them than before', () => {
		expect(seen(page({top: 9}))).toEqual(['web-6', 'web-7', 'web-8', 'web-9']);
	});
});

describe('the machines that are gone', () => {
	const goneNames = ['old-1', 'old-2', 'old-3'];
	const timeline: TimelineReading = {
		readAtMs: presentMs,
		window: {fromMs: presentMs - 15 * minuteMs, toMs: presentMs},
		bars: [],
		gone: [
			...goneNames.map((name, index) => ({
				machineId: `3d8e00000000${index}`,
				app: 'web',
				name,
				image: index === 2 ? '' : `registry.fly.io/web:v4${index}`,
				goneAtMs: presentMs - index * minuteMs,
			})),
			// Listed still, as some are after they were destroyed.
			{machineId: ids[0] ?? '', app: 'web', name: 'web-0', image: '', goneAtMs: presentMs},
		],
	};
	const withGone = (given: Partial<TimelineMode> = {}, view = {}): State => ({...page(given, view), timeline});
	const seenGone = (state: State): readonly string[] => selectSeenGone(state, modeOf(state)).map(({name}) => name);

	test('are below all others', () => {
		expect(seenGone(withGone())).toEqual([]);
		const end = press(withGone(), 'G').state;
		expect(seen(end)).toEqual(['web-9']);
		expect(seenGone(end)).toEqual(goneNames);
		const before = press(end, 'k').state;
		expect([seen(before), seenGone(before)]).toEqual([['web-8', 'web-9'], goneNames.slice(0, 2)]);
		expect(seenGone(withGone({}, {pageRows: 14}))).toEqual(goneNames.slice(0, 2));
	});

	test('are asked for with the rest of what is seen', () => {
		expect(selectTimelineQuestion(withGone({top: 99}))?.machineIds).toEqual([ids[9], '3d8e000000000', '3d8e000000001', '3d8e000000002']);
		expect(selectTimelineQuestion(withGone())?.apps).toEqual(['web']);
	});

	test.each<readonly [filter: string, names: readonly string[]]>([
		['old', goneNames],
		['OLD-2', ['old-2']],
		['web-7', []],
		['state:destroyed', goneNames],
		['state:started', []],
		['app:web -name:old-1', ['old-2', 'old-3']],
		['image:web:v40', ['old-1']],
		['-image:none', ['old-1', 'old-2']],
		['image:~v41', ['old-2']],
		['/old-[13]/', ['old-1', 'old-3']],
		['~old1', ['old-1']],
		['destroyed', goneNames],
	])('are shown with the filter %s as far as they are known to fit: %j', (filter, names) => {
		const state = withGone({}, {filter, pageRows: 30});
		expect(seenGone(state)).toEqual(names);
		expect(isGoneLeftOut(state)).toBe(false);
	});

	test.each([
		['the region', {filter: 'region:none'}],
		['a word that is not to be there', {filter: '-fra'}],
		['how long they were in a state', {filter: 'old for:<5m'}],
		['trouble alone', {isTroubleOnly: true}],
	])('are left out where %s decides what is shown, which nobody remembers of them', (_what, view) => {
		const state = withGone({}, {...view, pageRows: 30});
		expect(seenGone(state)).toEqual([]);
		expect(isGoneLeftOut(state)).toBe(true);
	});

	test('are not told to be left out where there are none', () => {
		expect(isGoneLeftOut(page({}, {isTroubleOnly: true}))).toBe(false);
	});
});

test.each(['q', 'esc', 'v'])('%s closes the page', key => {
	expect(press(page({endMs: presentMs - minuteMs}), key).state.view.mode.kind).toBe('browse');
});

test('of keys that arrive at once those count that move, in time too', () => {
	expect(modeOf(pressBurst(page(), 'j', 'j').state).top).toBe(2);
	expect(modeOf(pressBurst(page(), 'left', 'left').state).endMs).toBeLessThan(presentMs);
	expect(pressBurst(page(), 'q', 'q').state.view.mode.kind).toBe('timeline');
});

test('no key asks anything of the runtime', () => {
	expect(press(page(), '+', '-', 'left', 'right', 'j', 'k', '0').effects).toEqual([]);
});

test('what has to be known is that of the seen machines, for as many columns as the bars have', () => {
	expect(selectTimelineQuestion(page({top: 2}))).toEqual({
		apps: ['web'],
		machineIds: ids.slice(2, 6),
		spanMs: 15 * minuteMs,
		columns: 59,
		endMs: undefined,
	});
	expect(selectTimelineQuestion(buildState({machines}))).toBeUndefined();
	const strip = buildState({machines, view: {stripBars: 4, pageColumns: 156}});
	expect(selectTimelineQuestion(strip)).toMatchObject({machineIds: ids.slice(0, 4), spanMs: 15 * minuteMs, endMs: undefined});
});

test.each([10, 36, 76, 99, 100, 109, 110, 116, 156, 300])('a line of %i cells is shared without one left over', columns => {
	const {name, bar, words} = timelineWidths(columns);
	expect(17 + name + bar + words).toBe(Math.max(columns, 18));
	expect(bar).toBeGreaterThan(0);
});
