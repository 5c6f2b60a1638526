import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createLineSplitter, longestLine} from '../../../source/local/logs/line-splitter.ts';
import {createLogs, type LogQuery, type NewLogLine} from '../../../source/local/logs/logs.ts';
import {rfc3339Nano} from '../../../source/local/time/rfc3339.ts';

const line = (message: string, changes: Partial<NewLogLine> = {}): NewLogLine => ({
	app: 'web',
	instance: 'm1',
	region: 'fra',
	provider: 'app',
	level: 'info',
	message,
	...changes,
});

const createFilled = (count: number) => {
	const logs = createLogs(() => 1_800_000_000_000);
	for (let made = 0; made < count; made++) {
		logs.append(line(`line ${made}`));
	}

	const messages = (query?: LogQuery): readonly string[] => logs.page('web', query).lines.map(({message}) => message);
	return {logs, messages};
};

describe('a page of logs', () => {
	test('without a token is the newest hundred lines, the oldest of them first', () => {
		const {messages} = createFilled(250);
		expect(messages()).toHaveLength(100);
		expect([messages()[0], messages().at(-1)]).toEqual(['line 150', 'line 249']);
	});

	test('leads to the next one, without a gap or a line twice, and keeps its token when there is nothing new', () => {
		const {logs, messages} = createFilled(3);
		const {nextToken} = logs.page('web');
		expect(logs.page('web', {nextToken})).toEqual({lines: [], nextToken});
		for (let made = 3; made < 153; made++) {
			logs.append(line(`line ${made}`));
		}

		const second = logs.page('web', {nextToken});
		expect(second.lines.map(({message}) => message)).toEqual(Array.from({length: 100}, (_, index) => `line ${3 + index}`));
		expect(messages({nextToken: second.nextToken})).toEqual(Array.from({length: 50}, (_, index) => `line ${103 + index}`));
	});

	test('of an app without lines leads to those that come later', () => {
		const {logs} = createFilled(0);
		const {lines, nextToken} = logs.page('web');
		expect(lines).toEqual([]);
		logs.append(line('first'));
		expect(logs.page('web', {nextToken}).lines).toMatchObject([{message: 'first'}]);
	});

	test('is of one app, and of one machine or region where that is asked', () => {
		const {logs, messages} = createFilled(0);
		logs.append(line('a'));
		logs.append(line('b', {instance: 'm2', region: 'syd'}));
		logs.append(line('c', {app: 'other'}));
		expect(messages()).toEqual(['a', 'b']);
		expect(messages({instance: 'm2'})).toEqual(['b']);
		expect(messages({region: 'fra'})).toEqual(['a']);
		expect(messages({region: 'fra', instance: 'm2'})).toEqual([]);
		logs.forget('web');
		expect(messages()).toEqual([]);
	});

	test('takes a token that is no number for none', () => {
		expect(createFilled(2).messages({nextToken: '-1; drop'})).toHaveLength(2);
	});
});

test('only so many lines, and so much text, is kept of an app', () => {
	const {logs, messages} = createFilled(5000);
	expect(messages({nextToken: '0'})[0]).toBe('line 3000');
	for (let made = 0; made < 200; made++) {
		logs.append(line('x'.repeat(longestLine)));
	}

	let kept = 0;
	for (let {lines, nextToken} = logs.page('web', {nextToken: '0'}); lines.length > 0; {lines, nextToken} = logs.page('web', {nextToken})) {
		kept += lines.reduce((sum, {message}) => sum + message.length, 0);
	}

	expect(kept).toBe(4 * 1024 * 1024);
});

test('stamps are unique and rise, whatever the clock does', () => {
	fc.assert(
		fc.property(fc.array(fc.nat({max: 5}), {minLength: 1, maxLength: 50}), times => {
			let nowMs = 0;
			const logs = createLogs(() => nowMs);
			for (const time of times) {
				nowMs = time;
				logs.append(line('x'));
			}

			const stamps = logs.page('web').lines.map(({timestampNs}) => timestampNs);
			expect(stamps).toEqual([...new Set(stamps)].toSorted((left, right) => (left < right ? -1 : 1)));
		}),
	);
});

test('a stamp is written with nanoseconds', () => {
	expect(rfc3339Nano(1_800_000_000_123_000_007n)).toBe('2027-01-15T08:00:00.123000007Z');
});

describe('lines', () => {
	test('are the same in whatever pieces they come', () => {
		const text = fc.array(fc.constantFrom('a', 'é', '😀', '\n', '\r\n', 'word '), {maxLength: 40}).map(parts => parts.join(''));
		fc.assert(
			fc.property(text, fc.integer({min: 1, max: 7}), (whole, size) => {
				const lines: string[] = [];
				const splitter = createLineSplitter(written => lines.push(written));
				const bytes = Buffer.from(whole);
				for (let at = 0; at < bytes.length; at += size) {
					splitter.write(bytes.subarray(at, at + size));
				}

				splitter.end();
				const expected = whole.split(/\r?\n/);
				expect(lines).toEqual(expected.at(-1) === '' ? expected.slice(0, -1) : expected);
			}),
		);
	});

	test('that are too long are cut into several, and nothing is lost', () => {
		const lines: string[] = [];
		const splitter = createLineSplitter(written => lines.push(written));
		splitter.write(Buffer.from('x'.repeat(longestLine + 10)));
		expect(lines.map(({length}) => length)).toEqual([longestLine]);
		splitter.write(Buffer.from(`${'x'.repeat(2 * longestLine)}\nshort`));
		splitter.end();
		expect(lines.map(({length}) => length)).toEqual([longestLine, longestLine, longestLine, 10, 5]);
	});
});
