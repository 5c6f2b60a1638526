import {createCanvas} from './canvas.ts';
import {createGlyphs} from './glyphs.ts';
import {interpret} from './interpret.ts';
import {createPainter} from './paint.ts';
import {createStyles} from './style.ts';

const alternateScreen = '?1049';
const synchronizedOutput = '?2026';
const cursorVisible = '?25';

/** A frame of more bytes may come in several reads of the terminal, which then would show it half done. */
const mostAtOnceBytes = 200;

const isOnSequence = (mode: string, isOn: boolean): string => `\u001B[${mode}${isOn ? 'h' : 'l'}`;

const synchronized = (frame: string): string =>
	frame.length > mostAtOnceBytes ? isOnSequence(synchronizedOutput, true) + frame + isOnSequence(synchronizedOutput, false) : frame;

/** False for who has asked for no colours: bold, inverse and the like stay. */
export type Looks = {readonly hasColors: boolean};

/** What is needed of the stream of a terminal. */
export type TerminalStream = Pick<NodeJS.WriteStream, 'columns' | 'rows' | 'write' | 'writableNeedDrain' | 'on' | 'once'>;

/**
A `stdout` for Ink which sends a terminal only what changes on its second screen: the cells that differ, in one write for a frame. Everything
else passes as it is, and so does what is written while the second screen is not shown. A terminal that reads slowly is sent the newest
picture, and none of those that it missed.
*/
export const createScreenStream = <Terminal extends TerminalStream>(terminal: Terminal, {hasColors}: Looks): Terminal => {
	const tables = {glyphs: createGlyphs(), styles: createStyles({hasColors})};
	const newScreen = () => {
		const [width, height] = [terminal.columns || 80, terminal.rows || 24];
		return {canvas: createCanvas(width, height, tables), painter: createPainter(width, height, tables)};
	};

	let screen = newScreen();
	let isShown = false;
	let isCursorShown = true;
	/** How many frames are begun and not ended. */
	let openFrames = 0;
	let isDraining = false;

	const frame = (): string => (isDraining ? '' : synchronized(screen.painter.paint(screen.canvas, isCursorShown)));

	const paintLater = (): void => {
		isDraining = true;
		terminal.once('drain', () => {
			isDraining = false;
			if (isShown) {
				send(frame());
			}
		});
	};

	const send = (text: string): void => {
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

	/** Takes what comes before the next change between the screens; answers what is left. */
	const takeUntilChange = (text: string): string => {
		const change = isOnSequence(alternateScreen, !isShown);
		const at = text.indexOf(change);
		const part = at === -1 ? text : text.slice(0, at);
		const rest = at === -1 ? '' : text.slice(at + change.length);
		if (isShown) {
			interpret(part, screen.canvas, handlers);
			send((openFrames === 0 && at === -1 ? frame() : '') + (at === -1 ? '' : change));
			isShown = at === -1;
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
	return new Proxy(terminal, {
		get(target, key) {
			if (key === 'write') {
				return write;
			}

			const value: unknown = Reflect.get(target, key);
			return typeof value === 'function' ? value.bind(target) : value;
		},
	});
};
