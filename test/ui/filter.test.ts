import {expect, test} from 'vitest';
import {selectRows} from '../../source/store/selectors.ts';
import {viewLine} from '../../source/ui/chrome/header-text.ts';
import {buildMachine} from '../helpers/build-machine.ts';
import {buildState} from '../helpers/build-state.ts';

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
	{filter: 'foo:bar', says: '/foo:bar 3 shown  there is no key "foo": those are '},
])('$filter filters nothing away, and the header says why', ({filter, says}) => {
	const {ids, text} = shown(filter);
	expect(ids).toHaveLength(3);
	expect(text).toContain(says);
	expect(text).toHaveLength(80);
});

test('the rest of a filter counts while a term of it is being written', () => {
	expect(shown('region:ams state:')).toMatchObject({ids: ['b', 'c'], text: expect.stringContaining('2 shown  state: wants a value')});
});
