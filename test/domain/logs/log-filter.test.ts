import {expect, test} from 'vitest';
import {parseLogFilter} from '../../../source/domain/logs/log-filter.ts';
import {buildLogLine} from '../../helpers/build-log.ts';

const lines = [
	buildLogLine({message: 'listening on :8080'}),
	buildLogLine({message: 'GET /health 200', level: 'warn'}),
	buildLogLine({message: 'panic: out of memory', region: 'iad', instance: '2874'}),
];

test.each([
	['', [0, 1, 2]],
	['HEALTH', [1]],
	['/', [1]],
	['//', []],
	['/panic|listening/', [0, 2]],
	['/^warn/', [1]],
	['/PANIC/', [2]],
	['/ iad /', [2]],
	['/health', [1]],
])('the filter %j lets through the lines %j', (text, expected) => {
	const filter = parseLogFilter(text);
	expect(lines.flatMap((line, index) => (typeof filter === 'function' && filter(line) ? [index] : []))).toEqual(expected);
});

test.each(['/[/', '/(/', '/a{2,1}/'])('%s is no filter', text => {
	expect(parseLogFilter(text)).toContain(text);
});
