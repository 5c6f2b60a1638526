import {emptied} from '../put-back.ts';
import {createCanvas} from './canvas.ts';
import {createGlyphs} from './glyphs.ts';
import {interpret} from './interpret.ts';
import {alternateScreen, cursorVisible, focusReports, isOnSequence, synchronized, synchronizedOutput} from './modes.ts';
import {createOverlay, type WriteLines} from './overlay.ts';
import {createPainter} from './paint.ts';
import {createStyles} from './style.ts';
import {type TerminalStream, whenWritten} from './terminal-stream.ts';
import type {Looks, Screen, Surface} from './types.ts';

/**
A `stdout` for Ink which sends a terminal only what changes on its second screen: the cells that differ, in one write for a frame. Everything
else passes as it is, and so does what is written while the second screen is not shown. A terminal that reads slowly is sent the newest
picture, and none of those that it missed.
*/
export const createScreenStream = <Terminal extends TerminalStream>(
	terminal: Terminal,
	{hasColors, mayReportFocus = () => false, tellShown = () => {}}: Looks,
): Screen<Terminal> => {
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
		whenWritten(terminal, () => {
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
			if (terminal.writableLength > 0 && !isDraining) {
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
		whenWritten(terminal, () => tellShown(true));
		screen = newScreen();
		isShown = true;
		openFrames = 0;
	};

	/** The way back to the first screen, without the reports: however the second one is left, nothing of it stays. */
	const leave = (change: string): void => {
		const reports = isReporting ? isOnSequence(focusReports, false) : '';
		isReporting = false;
		isShown = false;
		send(reports + emptied + change);
		whenWritten(terminal, () => tellShown(false));
	};

	/** Takes what comes before the next change between the screens; answers what is left. */
	const takeUntilChange = (text: string): string => {
		const change = isOnSequence(alternateScreen, !isShown);
		const at = text.indexOf(change);
		const part = at === -1 ? text : text.slice(0, at);
		const rest = at === -1 ? '' : text.slice(at + change.length);
		if (isShown) {
			interpret(part, screen.canvas, handlers);
			if (at === -1) {
				send(openFrames === 0 ? frame() : '');
			} else {
				leave(change);
			}
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

	let isResized = false;
	terminal.on('resize', () => {
		screen = newScreen();
		isResized = true;
	});

	const repair = (): void => {
		if (isShown && !isResized) {
			screen.painter = createPainter(screen.canvas.width, screen.canvas.height, tables);
			send(frame());
		}

		isResized = false;
	};

	const paintStale = (): void => {
		if (isStale && isShown && openFrames === 0 && screen.overlay.hasRoom()) {
			send(frame());
		}
	};

	const surface: Surface = {
		isBehind: () => isDraining,
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
	return {stream, surface, repair};
};
