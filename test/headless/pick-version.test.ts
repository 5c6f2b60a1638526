import {expect, test} from 'vitest';
import {pickVersion} from '../../source/headless/pick-version.ts';

const row = (version: string, isLive = false) => ({version, image: 'nginx', config: {}, changeCount: 0, isLive});
const rows = [row('01D'), row('01C', true), row('01B'), row('01A')];

test.each([
	{wanted: '0', version: '01C'},
	{wanted: '1', version: '01B'},
	{wanted: '2', version: '01A'},
	{wanted: '01D', version: '01D'},
])('$wanted is the version $version', ({wanted, version}) => {
	expect(pickVersion({rows, problem: undefined}, wanted, 'web-1')).toMatchObject({ok: true, row: {version}});
});

test.each([
	{wanted: '3', list: rows, why: 'web-1: the API tells of only 2 before its present version.'},
	{wanted: '1', list: [row('01A', true)], why: 'web-1: the API tells of none before its present version.'},
	{wanted: '01', list: [row('01A')], why: 'web-1: its present version is not among those that the API tells of: name one by its id.'},
	{wanted: '01X', list: rows, why: 'web-1 has no version 01X: flydeck versions lists those that it has.'},
	{wanted: '1', list: [], why: 'web-1: The versions could not be read.'},
])('$wanted is none: $why', ({wanted, list, why}) => {
	expect(pickVersion({rows: list, problem: 'The versions could not be read.'}, wanted, 'web-1')).toEqual({ok: false, why});
});

test('where the present config cannot be read it is told why, and an id is enough', () => {
	const unread = {rows: rows.map(each => ({...each, changeCount: undefined, isLive: false})), problem: 'web-1: its host cannot be asked.'};
	expect(pickVersion(unread, '1', 'web-1')).toEqual({ok: false, why: 'web-1: its host cannot be asked.'});
	expect(pickVersion(unread, '01A', 'web-1')).toMatchObject({ok: true});
});
