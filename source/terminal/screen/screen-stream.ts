import {createCanvas} from './canvas.ts';
import {createGlyphs} from './glyphs.ts';
import {interpret} from './interpret.ts';
import {createOverlay, type WriteLines} from './overlay.ts';
import {createPainter} from './paint.ts';
import {createStyles} from './style.ts';

const alternateScreen = '?1049';
const synchronizedOutput = '?2026';
const cursorVisible = '?25';
const focusReports = '?1004';

/** A frame of more bytes may come in several reads of the terminal, which then would show it half done. */
const mostAtOnceBytes = 200;

const isOnSequence = (mode: string, isOn: boolean): string => `\u001B[${mode}${isOn ? 'h' : 'l'}`;

const synchronized = (frame: string): string =>
	frame.length > mostAtOnceBytes ? isOnSequence(synchronizedOutput, true) + frame + isOnSequence(synchronizedOutput, false) : frame;

export type Looks = {
	/** False for who has asked for no colours: bold, inverse and the like stay. */
	readonly hasColors: boolean;
	/**
	Whether the terminal may be asked now to tell that it gets or loses the focus. It tells at once, and in a terminal that echoes what is
	typed that would be seen: it is asked for only while the second screen is shown.
	*/
	readonly mayReportFocus?: () => boolean;
};

/** What paints lines into the room that frames leave for them (overlay.ts), without a new frame. */
export type Surface = {
	/** Takes the lines from here from now on; the answer ends that, and leaves what is painted. */
	readonly show: (write: WriteLines) => () => void;
	/** Asks for the lines again, after what goes on at the moment: a frame that comes of the same thing is painted together with them. */
	readonly refresh: () => void;
};

/** What is needed of the stream of a terminal. */
export type TerminalStream = Pick<NodeJS.WriteStream, 'columns' | 'rows' | 'write' | 'writableNeedDrain' | 'on' | 'once'>;

/**
A `stdout` for Ink which sends a terminal only what changes on its second screen: the cells that differ, in one write for a frame. Everything
else passes as it is, and so does what is written while the second screen is not shown. A terminal that reads slowly is sent the newest
picture, and none of those that it missed.
*/
export const createScreenStream = <Terminal extends TerminalStream>(
	terminal: Terminal,
	{hasColors, mayReportFocus = () => false}: Looks,
): {readonly stream: Terminal; readonly surface: Surface} => {
	const tables = {glyphs: createGlyphs(), styles: createStyles({hasColors})};
	const newScreen = () => {
		const [width, height] = [terminal.columns || 80, terminal.rows || 24];
		return {
			canvas: createCanvas(width, height, tables),
			overlay: createOverlay(width, height, tables),
			painter: createPainter(width, height, tables),
		};
	};

	let screen = newScreen();
	let isShown = false;
	let isCursorShown = true;
	let isReporting = false;
	/** How many frames are begun and not ended. */
	let openFrames = 0;
	let isDraining = false;

	let writeLines: WriteLines | undefined;
	let isStale = false;

	const frame = (): string => {
		if (isDraining) {
			return '';
		}

		const {canvas, overlay, painter} = screen;
		const rows = overlay.cover(canvas.settledRows(), writeLines, isStale);
		isStale = false;
		return synchronized(painter.paint(rows, isCursorShown ? canvas.cursor() : undefined));
	};

	const paintLater = (): void => {
		isDraining = true;
		terminal.once('drain', () => {
			isDraining = false;
			if (isShown) {
				send(frame());
			}
		});
	};

	/** Asks for the reports as soon as that may be. */
	const withReports = (text: string): string => {
		if (isReporting || !isShown || !mayReportFocus()) {
			return text;
		}

		isReporting = true;
		return text + isOnSequence(focusReports, true);
	};

	const send = (given: string): void => {
		const text = withReports(given);
		if (text !== '') {
			terminal.write(text);
			if (terminal.writableNeedDrain && !isDraining) {
				paintLater();
			}
		}
	};

	const handlers = {
		mode(mode: string, isOn: boolean): void {
			if (mode === synchronizedOutput) {
				openFrames = Math.max(0, openFrames + (isOn ? 1 : -1));
				return;
			}

			if (mode === cursorVisible) {
				isCursorShown = isOn;
			}

			// Ink switches modes from handlers of signals and of the exit too, after which nothing runs any more.
			send(frame() + isOnSequence(mode, isOn));
		},
		other(sequence: string): void {
			send(frame() + sequence);
			screen.painter.loseCursor();
		},
	};

	const show = (): void => {
		screen = newScreen();
		isShown = true;
		openFrames = 0;
	};

	/** The way back to the first screen, without the reports: however the second one is left, nothing of it stays. */
	const leave = (change: string): string => {
		const reports = isReporting ? isOnSequence(focusReports, false) : '';
		isReporting = false;
		isShown = false;
		return reports + change;
	};

	/** Takes what comes before the next change between the screens; answers what is left. */
	const takeUntilChange = (text: string): string => {
		const change = isOnSequence(alternateScreen, !isShown);
		const at = text.indexOf(change);
		const part = at === -1 ? text : text.slice(0, at);
		const rest = at === -1 ? '' : text.slice(at + change.length);
		if (isShown) {
			interpret(part, screen.canvas, handlers);
			send(at === -1 ? (openFrames === 0 ? frame() : '') : leave(change));
		} else {
			send(at === -1 ? part : part + change);
			if (at !== -1) {
				show();
			}
		}

		return rest;
	};

	type Written = () => void;

	const write = (chunk: string | Uint8Array, encodingOrWritten?: BufferEncoding | Written, written?: Written): boolean => {
		let rest = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
		while (rest !== '') {
			rest = takeUntilChange(rest);
		}

		const told = typeof encodingOrWritten === 'function' ? encodingOrWritten : written;
		return told === undefined ? !terminal.writableNeedDrain : terminal.write('', told);
	};

	terminal.on('resize', () => {
		screen = newScreen();
	});

	const paintStale = (): void => {
		if (isStale && isShown && openFrames === 0 && screen.overlay.hasRoom()) {
			send(frame());
		}
	};

	const surface: Surface = {
		show(write) {
			writeLines = write;
			isStale = true;
			return () => {
				writeLines = undefined;
			};
		},
		refresh() {
			if (!isStale) {
				isStale = true;
				// React draws in a microtask of its own, which may come after the next one.
				queueMicrotask(() => queueMicrotask(paintStale));
			}
		},
	};

	const stream = new Proxy(terminal, {
		get(target, key) {
			if (key === 'write') {
				return write;
			}

			const value: unknown = Reflect.get(target, key);
			return typeof value === 'function' ? value.bind(target) : value;
		},
	});
	return {stream, surface};
};
