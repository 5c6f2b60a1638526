import {writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';
import {type PictureCell, screenSvg} from './screen-svg.ts';

const columns = 160;
const rows = 26;
const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const {PATH = '', HOME = ''} = process.env;
const terminal = spawn(process.execPath, [at('dist/flydeck.js'), '--local', '--seed', '1', '--no-journal'], {
	cols: columns,
	rows,
	env: {PATH, HOME, TERM: 'xterm-256color', TZ: 'UTC'},
});
const display = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
const watchers = new Set<() => void>();
terminal.onData(data => {
	display.write(data, () => {
		for (const watcher of watchers) {
			watcher();
		}
	});
});

const lineText = (row: number): string => display.buffer.active.getLine(row)?.translateToString(true) ?? '';

const untilShown = (text: string): Promise<void> =>
	new Promise(resolve => {
		const check = (): void => {
			if (Array.from({length: rows}, (_, row) => lineText(row)).some(line => line.includes(text))) {
				watchers.delete(check);
				resolve();
			}
		};
		watchers.add(check);
		check();
	});

const cellsOf = (row: number): readonly PictureCell[] => {
	const line = display.buffer.active.getLine(row);
	return Array.from({length: columns}, (_, column): PictureCell => {
		const cell = line?.getCell(column);
		return {
			text: cell?.getChars() ?? '',
			width: cell?.getWidth() ?? 1,
			color: cell?.isFgPalette() ? cell.getFgColor() : undefined,
			isBold: Boolean(cell?.isBold()),
			isFaint: Boolean(cell?.isDim()),
			isInverse: Boolean(cell?.isInverse()),
		};
	});
};

// The picture of the readme: the demo, with the cursor on the machine that crashes again and again.
await untilShown('CRASH');
await untilShown('Crash loop');
writeFileSync(at('media/screen.svg'), screenSvg(Array.from({length: rows}, (_, row) => cellsOf(row))));
terminal.kill();
