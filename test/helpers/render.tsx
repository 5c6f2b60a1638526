import {EventEmitter} from 'node:events';
import {stripVTControlCharacters} from 'node:util';
import {render} from 'ink';
import type {ReactNode} from 'react';
import {onTestFinished} from 'vitest';
import type {Effect} from '../../source/commands/command.ts';
import type {Clock} from '../../source/domain/clock.ts';
import {createCursorRest} from '../../source/runtime/cursor-rest.ts';
import type {State} from '../../source/store/state.ts';
import {createStore, type Store} from '../../source/store/store.ts';
import {App} from '../../source/ui/app.tsx';
import {keySequence, pasteSequence} from './terminal-keys.ts';
import {waitFor} from './wait-for.ts';

const onlyModes = /^(?:\u001B\[\?\d+[hl])*$/;

/** An output of any size that keeps the newest frame. */
class Output extends EventEmitter {
	readonly isTTY = true;
	columns: number;
	rows: number;
	frame = '';

	constructor(columns: number, rows: number) {
		super();
		this.columns = columns;
		this.rows = rows;
	}

	readonly write = (chunk: string): boolean => {
		if (!onlyModes.test(chunk)) {
			this.frame = chunk;
		}

		return true;
	};
}

/** A keyboard: what is sent is read at once, in one read. */
class Input extends EventEmitter {
	readonly isTTY = true;
	waiting: string | null = null;

	readonly send = (text: string): void => {
		this.waiting = text;
		this.emit('readable');
	};

	readonly read = (): string | null => {
		const text = this.waiting;
		this.waiting = null;
		return text;
	};

	readonly setEncoding = (): void => {};
	readonly setRawMode = (): void => {};
	readonly resume = (): void => {};
	readonly pause = (): void => {};
	readonly ref = (): void => {};
	readonly unref = (): void => {};
}

export type Rendered = {
	/** The newest frame, without colours. */
	readonly lastFrame: () => string;
	/** The newest frame with the escape codes of its colours. */
	readonly lastFrameWithColors: () => string;
	readonly lines: () => readonly string[];
	/** The first line that holds a text, without colours; empty where none does. */
	readonly lineWith: (text: string) => string;
	/** The same line with its colours. */
	readonly colorsOf: (text: string) => string;
	/** Sends one key, in a read of its own. */
	readonly press: (key: string) => void;
	/** Sends text in one read, as quick typing or a paste without brackets arrives. */
	readonly type: (text: string) => void;
	readonly paste: (text: string) => void;
	/** Resolves when what was sent so far has been taken: what is sent after that is another read. */
	readonly afterRead: () => Promise<void>;
	readonly resize: (columns: number, rows: number) => void;
	/** Waits for a condition on the frame. Rejects with the frame. */
	readonly waitFor: (condition: () => boolean) => Promise<void>;
	readonly waitForText: (text: string) => Promise<void>;
	readonly unmount: () => void;
};

/** Draws something on a screen of a given size; it is taken down when the test ends. */
export const renderOn = (node: ReactNode, columns: number, rows: number): Rendered & {readonly input: EventEmitter} => {
	const output = new Output(columns, rows);
	const input = new Input();
	const instance = render(node, {
		// Ink takes any stream that has what it uses.
		stdout: output as unknown as NodeJS.WriteStream,
		stderr: output as unknown as NodeJS.WriteStream,
		stdin: input as unknown as NodeJS.ReadStream,
		debug: true,
		interactive: true,
		exitOnCtrlC: false,
		patchConsole: false,
	});
	let isMounted = true;
	const unmount = (): void => {
		if (isMounted) {
			isMounted = false;
			instance.unmount();
			instance.cleanup();
		}
	};
	onTestFinished(unmount);

	const coloredLines = (): readonly string[] => output.frame.split('\n');
	const lines = (): readonly string[] => coloredLines().map(line => stripVTControlCharacters(line));
	const lastFrame = (): string => lines().join('\n');
	const waitForFrame = (condition: () => boolean): Promise<void> =>
		waitFor(condition, () => `It never came; the frame was:\n${lastFrame()}`);
	return {
		input,
		lastFrame,
		lastFrameWithColors: () => output.frame,
		lines,
		lineWith: text => lines().find(line => line.includes(text)) ?? '',
		colorsOf: text => coloredLines()[lines().findIndex(line => line.includes(text))] ?? '',
		press(key) {
			input.send(keySequence(key));
		},
		type(text) {
			input.send(text);
		},
		paste(text) {
			input.send(pasteSequence(text));
		},
		afterRead: () => new Promise(resolve => setImmediate(resolve)),
		resize(newColumns, newRows) {
			output.columns = newColumns;
			output.rows = newRows;
			output.emit('resize');
		},
		waitFor: waitForFrame,
		waitForText: text => waitForFrame(() => lastFrame().includes(text)),
		unmount,
	};
};

export type RenderedApp = Rendered & {
	readonly store: Store;
	/** What the keys asked of the runtime and the terminal so far. */
	readonly effects: readonly Effect[];
};

/** The hand that holds the keys rests as soon as what it did is done. */
const restAtOnce: Clock = {
	now: () => 0,
	after(_delayMs, callback) {
		const timer = setImmediate(callback);
		return () => clearImmediate(timer);
	},
};

/** Draws the whole program in a state, and waits until it listens to keys. */
export const renderApp = async (state: State, columns: number, rows: number): Promise<RenderedApp> => {
	const store = createStore(state);
	const effects: Effect[] = [];
	const rest = createCursorRest({store, clock: restAtOnce});
	rest.start();
	onTestFinished(rest.stop);
	const {input, ...rendered} = renderOn(<App store={store} perform={effect => effects.push(effect)} />, columns, rows);
	await waitFor(
		() => input.listenerCount('readable') > 0,
		() => 'the screen never listened to keys',
	);
	return {...rendered, store, effects};
};
