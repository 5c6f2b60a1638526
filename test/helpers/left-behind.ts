import xterm from '@xterm/headless';

type Size = {readonly columns: number; readonly rows: number};

const secondScreen = /\u001B\[\?(?:1049|1047|47)[hl]/g;
const title = /\u001B\][012];/;

/** A terminal that was sent all this. */
const after = async (text: string, {columns, rows}: Size): Promise<InstanceType<typeof xterm.Terminal>> => {
	const display = new xterm.Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 0});
	await new Promise<void>(resolve => {
		display.write(text, resolve);
	});
	return display;
};

/** What is written to see margins: with any, the last line does not move the first one away. */
const scrolled = '\u001B[2J\u001B[Hfirst\u001B[999;1H\n';

/**
What a program that wrote all this has left of itself in a terminal, in words; nothing where it is as it was. So it is looked at, too, by a terminal
that has no second screen, as the console of Linux, where nothing puts a style back but the program.
*/
export const leftBehind = async (written: string, size: Size): Promise<readonly string[]> => {
	const display = await after(written, size);
	const bare = await after(`${written.replaceAll(secondScreen, '')}x`, size);
	const moved = await after(`${written}${scrolled}`, size);
	const {active} = bare.buffer;
	const cell = active.getLine(active.cursorY)?.getCell(Math.max(0, active.cursorX - 1));
	const {modes} = display;
	const problems: readonly (readonly [boolean, string])[] = [
		[display.buffer.active.type === 'alternate', 'the second screen'],
		[written.lastIndexOf('\u001B[?25l') > written.lastIndexOf('\u001B[?25h'), 'a hidden cursor'],
		[modes.bracketedPasteMode, 'brackets around pastes'],
		[modes.sendFocusMode, 'reports of the focus'],
		[modes.mouseTrackingMode !== 'none', 'reports of the mouse'],
		[modes.synchronizedOutputMode, 'a frame that does not end'],
		[!modes.wraparoundMode, 'lines that do not wrap'],
		[modes.originMode || modes.insertMode || modes.applicationCursorKeysMode || modes.applicationKeypadMode, 'other keys'],
		[moved.buffer.active.getLine(0)?.translateToString(true) === 'first', 'margins'],
		[cell?.isAttributeDefault() !== true, 'a style'],
		[title.test(written), 'a title'],
	];
	for (const each of [display, bare, moved]) {
		each.dispose();
	}

	return problems.filter(([isSo]) => isSo).map(([, what]) => what);
};
