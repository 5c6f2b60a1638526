/** A cell of a terminal as a picture needs it. `width` is 0 for the second half of a wide character. */
export type PictureCell = {
	readonly text: string;
	readonly width: number;
	/** A number of the 16-colour palette; undefined: the terminal's own. */
	readonly color: number | undefined;
	readonly isBold: boolean;
	readonly isFaint: boolean;
	readonly isInverse: boolean;
};

const cellWidth = 8.4;
const lineHeight = 18;
const margin = 12;
const background = '#16181d';
const foreground = '#d7dae0';
const palette = [
	'#3b4048',
	'#e06c75',
	'#98c379',
	'#e5c07b',
	'#61afef',
	'#c678dd',
	'#56b6c2',
	'#d7dae0',
	'#7f848e',
	'#ff7b86',
	'#a9d88a',
	'#f3d08a',
	'#74bdf8',
	'#d48bea',
	'#66c8d4',
	'#ffffff',
];

const entities: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;'};
const escaped = (text: string): string => text.replace(/[&<>]/g, character => entities[character] ?? character);

const lookOf = ({color, isBold, isFaint, isInverse}: PictureCell): string => {
	const fill = isInverse ? background : (palette[color ?? -1] ?? foreground);
	return [`fill="${fill}"`, isBold ? 'font-weight="bold"' : '', isFaint && !isInverse ? 'opacity="0.6"' : '']
		.filter(part => part !== '')
		.join(' ');
};

type Run = {readonly column: number; readonly look: string; readonly isInverse: boolean; readonly cells: PictureCell[]};

/** Neighbours that look the same, as one piece of text. */
const runsOf = (line: readonly PictureCell[]): readonly Run[] => {
	const runs: Run[] = [];
	for (const [column, cell] of line.entries()) {
		const look = lookOf(cell);
		const last = runs.at(-1);
		if (last?.look === look && last.isInverse === cell.isInverse) {
			last.cells.push(cell);
		} else {
			runs.push({column, look, isInverse: cell.isInverse, cells: [cell]});
		}
	}

	return runs;
};

const round = (value: number): string => value.toFixed(1).replace(/\.0$/, '');

const runSvg = ({column, look, isInverse, cells}: Run, row: number): string => {
	const text = cells.map(cell => cell.text || (cell.width === 0 ? '' : ' ')).join('');
	const x = round(margin + column * cellWidth);
	const width = round(cells.length * cellWidth);
	const box = isInverse
		? `<rect x="${x}" y="${margin + row * lineHeight}" width="${width}" height="${lineHeight}" fill="${foreground}"/>`
		: '';
	return text.trim() === ''
		? box
		: `${box}<text x="${x}" y="${margin + row * lineHeight + 13}" textLength="${width}" lengthAdjust="spacingAndGlyphs" xml:space="preserve" ${look}>${escaped(text)}</text>`;
};

/** A screen as an SVG document. */
export const screenSvg = (lines: readonly (readonly PictureCell[])[]): string => {
	const columns = Math.max(...lines.map(line => line.length));
	const width = round(columns * cellWidth + 2 * margin);
	const height = lines.length * lineHeight + 2 * margin;
	const texts = lines.flatMap((line, row) => runsOf(line).map(run => runSvg(run, row))).filter(text => text !== '');
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="'JetBrains Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14">`,
		`<rect width="100%" height="100%" rx="8" fill="${background}"/>`,
		...texts,
		'</svg>',
		'',
	].join('\n');
};
