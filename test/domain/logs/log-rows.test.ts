import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {logColumnsWidth, logLineInFile, logRows} from '../../../source/domain/logs/log-rows.ts';
import {logLanguage} from '../../../source/domain/query/log-language.ts';
import {parseQuery} from '../../../source/domain/query/parse.ts';
import {widthOf} from '../../../source/domain/text.ts';
import {buildLogLine} from '../../helpers/build-log.ts';

const queryOf = (text: string) => parseQuery(text, logLanguage);
const all = queryOf('');

const lines = [
	buildLogLine({message: 'listening on :8080'}),
	buildLogLine({message: 'GET /health 200', level: 'warn'}),
	buildLogLine({message: 'a much longer line than the room has', region: 'iad', instance: '2874'}),
];

describe('rows', () => {
	test('are one to a line, whole, where nothing is wrapped', () => {
		expect(logRows(lines, 0, all, undefined).map(({text}) => text)).toEqual(lines.map(({message}) => message));
	});

	test('are as many as a line takes where it is wrapped, and tell which part they are', () => {
		const rows = logRows(lines, 0, queryOf('longer'), 16);
		expect(rows.map(({text}) => text)).toEqual(['a much longer', 'line than the', 'room has']);
		expect(rows.map(({number, part}) => [number, part])).toEqual([
			[2, 0],
			[2, 1],
			[2, 2],
		]);
	});

	test('keep the number of their line when older lines are let go', () => {
		const whole = logRows(lines, 0, all, undefined);
		expect(logRows(lines.slice(1), 1, all, undefined)).toEqual(whole.slice(1));
	});

	test('are never wider than their room, and lose no word', () => {
		fc.assert(
			fc.property(fc.string({unit: 'grapheme', maxLength: 80}), fc.integer({min: 8, max: 40}), (message, room) => {
				const rows = logRows([buildLogLine({message})], 0, all, room);
				expect(rows.length).toBeGreaterThan(0);
				expect(Math.max(...rows.map(({text}) => widthOf(text)))).toBeLessThanOrEqual(room);
				expect(
					rows
						.map(({text}) => text)
						.join('')
						.replaceAll(' ', ''),
				).toBe(message.replaceAll(' ', ''));
			}),
		);
	});
});

test('the id of the machine takes room where it is shown', () => {
	expect(logColumnsWidth(true) - logColumnsWidth(false)).toBe(15);
});

test.each([
	[buildLogLine({message: 'up'}), '2027-01-15T08:00:00.000Z info fra 148e123456abcd up'],
	[buildLogLine({timestampMs: undefined, level: '', region: '', instance: '', message: 'up'}), '- - - - up'],
])('a line is saved with every column: %#', (line, text) => {
	expect(logLineInFile(line)).toBe(text);
});
