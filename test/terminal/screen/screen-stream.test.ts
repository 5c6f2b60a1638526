import {expect, test, vi} from 'vitest';
import {createScreenStream} from '../../../source/terminal/screen/screen-stream.ts';
import {asTerminal, FakeTerminal, openScreenPair} from '../../helpers/screen-pair.ts';

const enter = '\u001B[?1049h';
const leave = '\u001B[?1049l';
const begin = '\u001B[?2026h';
const end = '\u001B[?2026l';

/** The second screen is emptied before it is left: a terminal without one would keep what it shows. */
const emptyAndLeave = `\u001B[m\u001B[H\u001B[J${leave}`;

const openStream = (columns = 20, rows = 6) => {
	const terminal = new FakeTerminal(columns, rows);
	const {stream, surface} = createScreenStream(asTerminal(terminal), {hasColors: true});
	const written = (): readonly string[] => terminal.writes.splice(0);
	return {terminal, stream, surface, written};
};

/** A stream whose screen shows some lines. */
const openScreen = (lines: readonly string[], columns?: number) => {
	const opened = openStream(columns, lines.length);
	opened.stream.write(`${enter}\u001B[?25l`);
	opened.stream.write(lines.join('\n'));
	opened.written();
	const redraw = (next: readonly string[]): void => {
		opened.stream.write(`${begin}\u001B[H\u001B[J${next.join('\n')}${end}`);
	};

	return {...opened, redraw};
};

test('what is written outside of the second screen passes as it is', () => {
	const {stream, written} = openStream();
	stream.write('plain \u001B[31mtext\n');
	stream.write(Buffer.from('bytes'));
	expect(written()).toEqual(['plain \u001B[31mtext\n', 'bytes']);
});

test('a frame that is the same again is not written', () => {
	const {redraw, written} = openScreen(['one', 'two']);
	redraw(['one', 'two']);
	expect(written()).toEqual([]);
});

test('of a changed frame only the changed cells are written, in one write', () => {
	const {redraw, written} = openScreen(['name  one', 'age   4 minutes', 'last']);
	redraw(['name  two', 'age   5 minutes', 'last']);
	expect(written()).toEqual(['\u001B[1;7Htwo\u001B[2;7H5']);
});

test('the blank end of a row costs one sequence', () => {
	const {redraw, written} = openScreen(['a long row here', 'last']);
	redraw(['a', 'last']);
	expect(written()).toEqual(['\u001B[1;2H\u001B[K']);
});

test('rows that move are moved by the terminal, and those beside them that stay are written again', () => {
	const lines = Array.from({length: 12}, (_, index) => `machine-${index}-${'abcdefghijkl'[index]?.repeat(9)}`);
	const {redraw, written} = openScreen(['head', ...lines.slice(0, 10), 'foot'], 40);
	redraw(['head', ...lines.slice(1, 11), 'foot']);
	expect(written()).toEqual([`\u001B[2;11r\u001B[S\u001B[r\u001B[11Hmachine-10-kkkkkkkkk`]);
});

test('nothing of a frame is written before it ends', () => {
	const {stream, written} = openScreen(['one', 'two']);
	stream.write(begin);
	stream.write('\u001B[H\u001B[Jthree\nfour');
	expect(written()).toEqual([]);
	stream.write(end);
	expect(written()).toHaveLength(1);
});

test('a long frame is shown at once', () => {
	const {redraw, written} = openScreen(['', '', '', '', ''], 80);
	redraw(Array.from({length: 5}, () => 'x'.repeat(80)));
	const [frame = ''] = written();
	expect(frame.startsWith(begin)).toBe(true);
	expect(frame.endsWith(end)).toBe(true);
});

test('modes, strings and the way back to the first screen pass at once and in their order', () => {
	const {stream, written} = openScreen(['one']);
	stream.write(`\u001B[?2004h\u001B]9;note\u0007\u001B[>1u${leave}\u001B[?25h`);
	expect(written().join('')).toBe(`\u001B[?2004h\u001B]9;note\u0007\u001B[>1u${emptyAndLeave}\u001B[?25h`);
	stream.write('after');
	expect(written()).toEqual(['after']);
});

test('it is told when the second screen comes, and when it has gone', () => {
	const terminal = new FakeTerminal(20, 2);
	const told: (readonly [boolean, boolean])[] = [];
	const {stream} = createScreenStream(asTerminal(terminal), {
		hasColors: true,
		tellShown: isShown => told.push([isShown, terminal.writes.join('').endsWith(isShown ? enter : leave)]),
	});
	for (const change of [enter, leave, enter, leave]) {
		stream.write(change);
	}

	expect(told).toEqual([true, false, true, false].map(isShown => [isShown, true]));
});

test('a screen that is shown again is painted whole', () => {
	const {stream, redraw, written} = openScreen(['one', 'two']);
	stream.write(leave);
	stream.write(enter);
	written();
	redraw(['one', 'two']);
	expect(written().join('')).toBe('\u001B[m\u001B[H\u001B[2Jone\r\ntwo');
});

test('another size is painted whole', () => {
	const {terminal, redraw, written} = openScreen(['one', 'two']);
	terminal.resize(30, 3);
	redraw(['one', 'two', 'three']);
	expect(written().join('')).toContain('\u001B[2Jone\r\ntwo\r\nthree');
});

test('a row that was moved out of the screen comes in below without what it held', async () => {
	const pair = openScreenPair(20, 3);
	pair.write(`${enter}one\n\n`);
	for (const frame of ['one\n\n\n\n\n\n', 'one\n\n']) {
		pair.write(`\u001B[H\u001B[J${frame}`);
		const {direct, through} = await pair.pictures();
		expect(through).toEqual(direct);
	}
});

test('a cursor that is shown stands where it was left', () => {
	const {stream, written} = openScreen(['name: ', 'foot']);
	stream.write('\u001B[?25h');
	written();
	stream.write(`${begin}\u001B[?25l\u001B[H\u001B[Jname: ab\nfoot\u001B[1A\u001B[9G\u001B[?25h${end}`);
	expect(written().join('')).toBe('\u001B[?25l\u001B[1;7Hab\u001B[?25h');
});

test('a terminal that asks to wait is sent only the newest picture', () => {
	const {terminal, redraw, written} = openScreen(['count 0']);
	terminal.writableLength = 1;
	redraw(['count 1']);
	expect(written()).toEqual(['\u001B[D1']);
	for (let count = 2; count < 9; count++) {
		redraw([`count ${count}`]);
	}

	expect(written()).toEqual([]);
	terminal.readAll();
	expect(written()).toEqual(['\u001B[D8']);
});

test('a size that changed and is the same again is painted whole, and one that is another is not painted twice', () => {
	const terminal = new FakeTerminal(20, 2);
	const {stream, repair} = createScreenStream(asTerminal(terminal), {hasColors: true});
	const written = (): string => terminal.writes.splice(0).join('');
	stream.write(`${enter}\u001B[?25l`);
	stream.write('one\ntwo');
	written();
	repair();
	expect(written()).toBe('\u001B[m\u001B[H\u001B[2Jone\r\ntwo');
	terminal.resize(10, 2);
	stream.write(`${begin}\u001B[H\u001B[Jthree${end}`);
	written();
	repair();
	expect(written()).toBe('');
	repair();
	expect(written()).toContain('three');
	stream.write(leave);
	written();
	repair();
	expect(written()).toBe('');
});

test('who waits for what was written is told', () => {
	const {stream} = openScreen(['one']);
	const told = vi.fn();
	stream.write('', told);
	expect(told).toHaveBeenCalledOnce();
});

test('the reports of the focus are asked for once they may be, and given up with the second screen, each time', () => {
	const terminal = new FakeTerminal(20, 2);
	let isRaw = false;
	const {stream} = createScreenStream(asTerminal(terminal), {hasColors: true, mayReportFocus: () => isRaw});
	const written = (): string => terminal.writes.splice(0).join('');
	for (const line of ['one', 'two']) {
		isRaw = false;
		stream.write(enter);
		stream.write(`${begin}\u001B[H\u001B[J${line}${end}`);
		expect(written()).not.toContain('?1004');
		isRaw = true;
		stream.write(`${begin}\u001B[H\u001B[J${line}!${end}`);
		expect(written()).toMatch(/!.*\u001B\[\?1004h$/);
		stream.write(`${begin}\u001B[H\u001B[J${line}?${end}`);
		stream.write(leave);
		expect(written().endsWith(`\u001B[?1004l${emptyAndLeave}`)).toBe(true);
	}
});
