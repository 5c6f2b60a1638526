import {describe, expect, test} from 'vitest';
import type {Line} from '../../source/domain/details/line.ts';
import {widthOf} from '../../source/domain/text.ts';
import type {Cycle} from '../../source/store/filters.ts';
import {selectRows} from '../../source/store/selectors.ts';
import {viewLine} from '../../source/ui/chrome/header-text.ts';
import {buildMachine} from '../helpers/build-machine.ts';
import {buildState} from '../helpers/build-state.ts';
import {renderApp} from '../helpers/render.tsx';

const machines = [
	buildMachine({id: 'a', region: 'fra'}),
	buildMachine({id: 'b', region: 'ams', state: 'stopped'}),
	buildMachine({id: 'c', region: 'ams'}),
];

const shown = (filter: string) => {
	const state = buildState({machines, view: {filter}});
	const text = viewLine(state, 80)
		.map(segment => segment.text)
		.join('');
	return {ids: selectRows(state).map(({id}) => id), text};
};

test.each([
	{filter: 'region:ams', ids: ['b', 'c']},
	{filter: '-region:ams', ids: ['a']},
	{filter: 'region:ams state:started', ids: ['c']},
])('the table shows what fits $filter', ({filter, ids}) => {
	expect(shown(filter)).toMatchObject({ids, text: expect.stringContaining(`/${filter} ${ids.length} shown   sort`)});
});

test.each([
	{filter: 'region:', says: '/region: 3 shown  region: wants a value '},
	{filter: 'state:star', says: '/state:star 3 shown  state is never "star": it is '},
	{filter: '/am', says: '//am 3 shown  a regular expression ends in another / '},
	{filter: 'foo:bar', says: '/foo:bar 3 shown  there is no key "foo" here   sort trouble ^ '},
])('$filter filters nothing away, and the header says why', ({filter, says}) => {
	const {ids, text} = shown(filter);
	expect(ids).toHaveLength(3);
	expect(text).toContain(says);
	expect(text).toHaveLength(80);
});

test('the rest of a filter counts while a term of it is being written', () => {
	expect(shown('region:ams state:')).toMatchObject({ids: ['b', 'c'], text: expect.stringContaining('2 shown  state: wants a value')});
});

describe('a filter that is typed', () => {
	const line = (filter: string, width = 80, cycle?: Cycle) =>
		viewLine(buildState({machines, view: {filter, mode: {kind: 'filter', before: '', cycle}}}), width);
	const textOf = (segments: Line): string => segments.map(({text}) => text).join('');
	const underlined = (filter: string): string =>
		textOf(line(filter).map(segment => (segment.isUnderlined === true ? {text: '^'.repeat(segment.text.length)} : {text: segment.text})));

	test('has what it may go on as beside it, the most frequent first, each with its count', () => {
		expect(textOf(line('region:'))).toMatch(/^ filter \/region:█ 3 shown {2}ams 2 {2}fra 1 +\[filter\] $/);
		expect(textOf(line('re'))).toContain('/re█ 0 shown  region:  restarts:');
	});

	test('begins with the candidate that is in it', () => {
		const parts = line('region:fra', 80, {from: 'region:', index: 1});
		expect(textOf(parts)).toContain('/region:fra█ 1 shown  fra 1');
		expect(parts.find(({text}) => text === '  fra 1')).toMatchObject({isStrong: true});
	});

	test.each([
		['web foo:x region', ' filter /web ^^^:x region█'],
		['state:dead,started web', ' filter /state:^^^^,started web█'],
		['exit:>bad ', ' filter /exit:^^^^ █'],
		['state:', ' filter /state:█'],
		['state:star', ' filter /state:star█'],
		['nobody:', ' filter /^^^^^^:█'],
	])('%j is marked at the letters that make no sense: %j', (filter, says) => {
		expect(underlined(filter).startsWith(says)).toBe(true);
	});

	test.each([40, 60, 80, 120])('is as wide as the screen, %i cells, and shows its end, however long it is', width => {
		const parts = line(`${'name:web-1 '.repeat(30)}region:`, width);
		expect(widthOf(textOf(parts))).toBe(width);
		expect(textOf(parts)).toContain('region:█');
	});

	test('is told on the line of messages, until it makes sense', async () => {
		const screen = await renderApp(buildState({machines}), 80, 24);
		screen.press('/');
		await screen.waitForText('[filter]');
		screen.type('foo:x web');
		await screen.waitForText('At letter 1: there is no key "foo" here (in quotes it is text), but app, id, ');
		screen.press('ctrl-u');
		await screen.waitFor(() => !screen.lastFrame().includes('At letter'));
	});
});
