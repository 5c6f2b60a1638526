/*
The limit: flydeck's table without any library, at the same place with the same rows, columns, colours and cursor. It sends just the bytes that a moved
cursor or one more row need, with scroll regions, and shows what a terminal and Node cost by themselves.
*/
import {type MadeRow, makeRows, placeOfTable, restOf} from './made-machines.ts';

const {stdin, stdout} = process;
const all = makeRows(Number(process.argv[2] ?? 1000));
const place = placeOfTable(stdout.columns ?? 80);
const height = (stdout.rows ?? 24) - (place.line - 1) - place.below;
const isBoxed = place.column > 1;
let rows: readonly MadeRow[] = all;
let top = 0;
let cursor = 0;
let filter: string | undefined;

/** What each line of the table shows, so that only lines that are others are sent again. */
const shown: string[] = [];

const at = (line: number, column: number): string => (column === 1 ? `\u001B[${line}H` : `\u001B[${line};${column}H`);
const lineOf = (index: number): number => index - top + place.line;
const last = (): number => Math.max(0, rows.length - 1);

const colored = (code: number | undefined, text: string): string => (code === undefined ? text : `\u001B[${code}m${text}\u001B[m`);
const cursorId = (id: string): string => `\u001B[;1;7m${id}\u001B[m`;

const whole = (index: number): string => {
	const row = rows[index];
	if (row === undefined) {
		return '';
	}

	const isCursor = index === cursor;
	const {id, state, stateColor, troubleColor, why} = row;
	const gutter = `${isCursor ? '>' : ' '}${troubleColor === undefined ? ' ' : '!'} `;
	const start = troubleColor !== undefined && isCursor ? `\u001B[${troubleColor}m${gutter}` : colored(troubleColor, gutter);
	const middle = `${colored(stateColor, state)}${' '.repeat(13 - state.length)}${restOf(row, place.hasSize)}`;
	return `${isBoxed ? '│' : ''}${start}${isCursor ? cursorId(id) : id} ${middle}${colored(troubleColor, why)}`;
};

/** Of the row under the cursor only the gutter and the id look otherwise. */
const marked = ({troubleColor, id}: MadeRow): string =>
	`${troubleColor === undefined ? '>' : `\u001B[${troubleColor}m>`}\u001B[2C${cursorId(id)}`;

const unmarked = ({id}: MadeRow): string => ` \u001B[2C${id}`;

const remember = (): void => {
	for (let line = 0; line < height; line++) {
		shown[line] = whole(top + line);
	}
};

const body = (): string => {
	const before = [...shown];
	remember();
	return shown.map((text, line) => (text === before[line] ? '' : `${at(place.line + line, 1)}${text}\u001B[K`)).join('');
};

/** The two rows, the upper one first: from there the other is two bytes away when it is the next. */
const moveWithin = (before: number): string => {
	const [upper, lower] = [Math.min(before, cursor), Math.max(before, cursor)];
	const looks = [upper, lower].map(index => {
		const row = rows[index];
		return row === undefined ? '' : index === cursor ? marked(row) : unmarked(row);
	});
	const isNext = lower === upper + 1;
	const way = isNext ? `\r\n${isBoxed ? '\u001B[C' : ''}` : at(lineOf(lower), place.column);
	return `${at(lineOf(upper), place.column)}${looks.join(way)}`;
};

const move = (by: number): string => {
	const before = cursor;
	cursor = Math.max(0, Math.min(last(), cursor + by));
	const up = cursor < top ? cursor - top : Math.max(0, cursor - (top + height - 1));
	const old = rows[before];
	if (cursor === before || old === undefined) {
		return '';
	}

	if (up === 0) {
		remember();
		return moveWithin(before);
	}

	const unmark = `${at(lineOf(before), place.column)}${unmarked(old)}`;
	top += up;
	if (Math.abs(up) > 1) {
		return body();
	}

	remember();
	const scroll = `\u001B[${place.line};${place.line + height - 1}r\u001B[${up > 0 ? 'S' : 'T'}\u001B[r`;
	return `${unmark}${scroll}${at(lineOf(cursor), 1)}${whole(cursor)}`;
};

const typed = (key: string): string => {
	filter = key === '\u001B' ? undefined : `${filter ?? ''}${key === '/' ? '' : key}`;
	const wanted = filter ?? '';
	rows = wanted === '' ? all : all.filter(row => row.region.includes(wanted) || row.id.includes(wanted));
	[top, cursor] = [0, 0];
	return `${at(2, 2)}filter ${filter ?? '-'}\u001B[K${body()}`;
};

const moves: Readonly<Record<string, number>> = {j: 1, k: -1, '\u0006': height - 1, '\u0002': 1 - height};
stdin.setRawMode(true);
stdout.write(`\u001B[?1049h\u001B[?25l${at(1, 2)}live 1s${at(2, 2)}filter -${body()}`);
stdin.on('data', data => {
	const keys = String(data);
	if (keys === 'q') {
		process.exit();
	}

	const isTyping = filter !== undefined || keys === '/';
	const text = isTyping ? typed(keys) : move([...keys].reduce((sum, key) => sum + (moves[key] ?? 0), 0));
	if (text !== '') {
		stdout.write(text);
	}
});
