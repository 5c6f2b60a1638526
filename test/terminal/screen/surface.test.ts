import {expect, test} from 'vitest';
import {createScreenStream} from '../../../source/terminal/screen/screen-stream.ts';
import {asTerminal, FakeTerminal} from '../../helpers/screen-pair.ts';

const enter = '\u001B[?1049h';
const leave = '\u001B[?1049l';
const room = (width: number): string => `\u001B[8m${' '.repeat(width)}\u001B[28m`;
const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

/** A screen with a border at both sides of the lines that are painted, and a line below them. */
const frame = ['head', `|${room(6)}|`, `|${room(6)}|`, 'foot'];

const open = (lines: readonly string[]) => {
	const terminal = new FakeTerminal(10, 4);
	const {stream, surface} = createScreenStream(asTerminal(terminal), {hasColors: true});
	let wanted = lines;
	const asked: (readonly [number, number])[] = [];
	const end = surface.show((width, height) => {
		asked.push([width, height]);
		return wanted;
	});
	const draw = (next: readonly string[]): void => {
		stream.write(`\u001B[?2026h\u001B[H\u001B[J${next.join('\n')}\u001B[?2026l`);
	};
	const written = (): readonly string[] => terminal.writes.splice(0);
	stream.write(`${enter}\u001B[?25l`);
	draw(frame);
	return {
		terminal,
		stream,
		end,
		asked,
		draw,
		written,
		refresh(next: readonly string[]): void {
			wanted = next;
			surface.refresh();
		},
	};
};

test('lines are painted with the frame that has room for them, and are told how much that is', () => {
	const {written, asked} = open(['one', '\u001B[1mtwo\u001B[m']);
	expect(written().at(-1)).toBe('head\r\n|one   |\r\n|\u001B[1mtwo\u001B[3C\u001B[m|\r\nfoot');
	expect(asked).toEqual([[6, 2]]);
});

test('lines that became others are painted without a frame, once for all that happens at a time', async () => {
	const {written, refresh} = open(['one', 'two']);
	written();
	refresh(['one', '2']);
	refresh(['one', 'too']);
	expect(written()).toEqual([]);
	await turn();
	expect(written()).toEqual(['\u001B[3;3Ho']);
});

test('a frame that comes of the same thing is written together with them', async () => {
	const {written, refresh, draw} = open(['one', 'two']);
	written();
	refresh(['1', 'two']);
	queueMicrotask(() => draw(frame.with(0, 'HEAD')));
	await turn();
	expect(written()).toEqual(['\u001B[1HHEAD\u001B[2;2H1  ']);
});

test('lines that are the same again are not written', async () => {
	const {written, refresh} = open(['one', 'two']);
	written();
	refresh(['one', 'two']);
	await turn();
	expect(written()).toEqual([]);
});

test('where a frame has no room left, it is shown as it is, and the lines come back with the room', async () => {
	const {written, refresh, draw} = open(['one', 'two']);
	written();
	draw(['head', '| ask? |', '| y n  |', 'foot']);
	written();
	refresh(['three', 'four']);
	await turn();
	expect(written()).toEqual([]);
	draw(frame);
	expect(written()).toEqual(['\u001B[2;2Hthree\u001B[3;2Hfour']);
});

test('text of which only the terminal knows how wide it is takes what stands beside it along', () => {
	const {written} = open(['🙂 hi ', 'two']);
	expect(written().at(-1)).toContain('|\u001B[m🙂 hi \u001B[m|\u001B[?7h');
});

test('nothing is painted after the way back to the first screen, nor before the frame of another size', async () => {
	const {terminal, stream, written, refresh} = open(['one', 'two']);
	terminal.resize(12, 5);
	written();
	refresh(['1', '2']);
	await turn();
	expect(written()).toEqual([]);
	stream.write(leave);
	written();
	refresh(['3', '4']);
	await turn();
	expect(written()).toEqual([]);
});

test('lines that nobody writes any more stay as they are until a frame takes their room', () => {
	const {written, end, draw} = open(['one', 'two']);
	written();
	end();
	draw(frame.with(3, 'FOOT'));
	expect(written()).toEqual(['\rFOOT']);
});

test('a terminal that asks to wait is sent the newest lines, and none of those that it missed', async () => {
	const {terminal, written, refresh} = open(['one', 'two']);
	terminal.writableLength = 1;
	refresh(['one', 'too']);
	await turn();
	written();
	for (let count = 1; count < 9; count++) {
		refresh([String(count), 'two']);
		await turn();
	}

	expect(written()).toEqual([]);
	terminal.readAll();
	expect(written()).toEqual(['\u001B[2;2H8  \u001B[3;3Hw']);
});
