/*
The limit: a table without any library, which sends exactly the bytes that a moved cursor or one more row need. It shows what a terminal and Node cost
by themselves.
*/
import {makeRows, rowText} from './made-machines.ts';

const {stdin, stdout} = process;
const rows = makeRows(Number(process.argv[2] ?? 1000));
const height = (stdout.rows ?? 24) - 4;
let top = 0;
let cursor = 0;

const at = (line: number, column = 1): string => `\u001B[${line};${column}H`;
const cells = (index: number): string => {
	const row = rows[index];
	return row === undefined ? '' : rowText(row);
};

/** Only the id is marked, so that a move costs two ids. */
const marked = (index: number): string => `${at(index - top + 3)}>  \u001B[7m${cells(index).slice(0, 14)}\u001B[27m`;
const unmarked = (index: number): string => `${at(index - top + 3)}   ${cells(index).slice(0, 14)}`;
const position = (): string => `${at(height + 4, 1)}${String(cursor + 1).padStart(6)}`;
const line = (index: number): string => `${at(index - top + 3)}   ${cells(index)}`;

const paintAll = (): string => {
	let text = '\u001B[2J';
	for (let index = top; index < Math.min(rows.length, top + height); index++) {
		text += line(index);
	}

	return text + marked(cursor) + position();
};

const move = (by: number): string => {
	const next = Math.max(0, Math.min(rows.length - 1, cursor + by));
	const before = cursor;
	cursor = next;
	const up = next - (top + height - 1);
	const down = top - next;
	if (up > 1 || down > 1) {
		top = Math.max(0, Math.min(rows.length - height, next - (by > 0 ? height - 1 : 0)));
		return paintAll();
	}

	const old = unmarked(before);
	if (up !== 1 && down !== 1) {
		return old + marked(next) + position();
	}

	top += up === 1 ? 1 : -1;
	return `${old}\u001B[3;${height + 2}r\u001B[${up === 1 ? 'S' : 'T'}\u001B[r${line(next)}${marked(next)}${position()}`;
};

const moves: Readonly<Record<string, number>> = {j: 1, k: -1, '\u0006': height - 1, '\u0002': 1 - height};
stdin.setRawMode(true);
stdout.write(`\u001B[?1049h\u001B[?25l${paintAll()}${at(1)}live`);
stdin.on('data', data => {
	const by = [...String(data)].reduce((sum, key) => sum + (moves[key] ?? 0), 0);
	if (by !== 0) {
		stdout.write(move(by));
	}
});
