import {EventEmitter} from 'node:events';
import {render} from 'ink';
import {onTestFinished} from 'vitest';
import type {Store} from '../../source/store/store.ts';
import {createScreenStream} from '../../source/terminal/screen/screen-stream.ts';
import {App} from '../../source/ui/app.tsx';
import {asTerminal, FakeTerminal, openEmulator, pictureOf, settled} from './screen-pair.ts';

/** A keyboard of which Ink reads what is typed, all of it in one read. */
const createKeyboard = () => {
	let typed: string | null = null;
	const input = Object.assign(new EventEmitter(), {
		isTTY: true,
		read() {
			const text = typed;
			typed = null;
			return text;
		},
		setEncoding() {},
		setRawMode() {},
		ref() {},
		unref() {},
	});
	return {
		input,
		type(text: string): void {
			typed = text;
			input.emit('readable');
		},
	};
};

/** The program on a terminal of its own, as it is run, with its table painted past Ink or drawn by it. */
export const openOnTerminal = (store: Store, {columns, rows}: {readonly columns: number; readonly rows: number}, isPainted: boolean) => {
	const emulator = openEmulator(columns, rows);
	const terminal = new FakeTerminal(columns, rows, text => emulator.write(text));
	const {stream, surface} = createScreenStream(asTerminal(terminal), {hasColors: true});
	const {input, type} = createKeyboard();
	let frames = 0;
	const instance = render(<App store={store} perform={() => {}} painter={isPainted ? surface : undefined} />, {
		// Ink takes any stream that has what it uses.
		stdout: stream as unknown as NodeJS.WriteStream,
		stdin: input as unknown as NodeJS.ReadStream,
		alternateScreen: true,
		interactive: true,
		patchConsole: false,
		exitOnCtrlC: false,
		maxFps: 1000,
		onRender() {
			frames += 1;
		},
	});
	onTestFinished(() => instance.unmount());
	const shown = async (): Promise<void> => {
		await instance.waitUntilRenderFlush();
		await new Promise(resolve => setImmediate(resolve));
		await settled(emulator);
	};
	return {
		type,
		shown,
		/** How many frames Ink has drawn so far. */
		frames: () => frames,
		/** What was written to the terminal since this was asked last. */
		written: (): readonly string[] => terminal.writes.splice(0),
		async picture(): Promise<readonly string[]> {
			await shown();
			return pictureOf(emulator);
		},
		async resize(toColumns: number, toRows: number): Promise<void> {
			await settled(emulator);
			emulator.resize(toColumns, toRows);
			terminal.resize(toColumns, toRows);
		},
		unmount: instance.unmount,
	};
};
