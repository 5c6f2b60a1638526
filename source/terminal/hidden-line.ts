import {createInterface} from 'node:readline';
import {Writable} from 'node:stream';

/** What came of a question whose answer is not shown. */
export type HiddenLine =
	| {readonly kind: 'line'; readonly text: string}
	/** It was left with ctrl-c, or without an answer. */
	| {readonly kind: 'cancelled'; readonly byKey: boolean}
	/** Several lines were pasted: only the first could be told from an answer. */
	| {readonly kind: 'several'};

const nowhere = (): Writable =>
	new Writable({
		write(_chunk, _encoding, done) {
			done();
		},
	});

/** Asks on a terminal and reads a line that is not shown while it is typed; it can be edited, and is kept in no history. */
export const readHiddenLine = (
	{stdin, stderr}: {readonly stdin: NodeJS.ReadStream; readonly stderr: NodeJS.WriteStream},
	question: string,
): Promise<HiddenLine> =>
	new Promise(resolve => {
		const typed: string[] = [];
		let byKey = false;
		const reader = createInterface({input: stdin, output: nowhere(), terminal: true, historySize: 0});
		// The terminal shows nothing of what is typed from here on: not before may anybody be told to type.
		stderr.write(question);
		reader.on('line', line => {
			typed.push(line);
			// The lines of a paste come at once.
			queueMicrotask(() => reader.close());
		});
		reader.once('SIGINT', () => {
			byKey = true;
			reader.close();
		});
		reader.once('close', () => {
			stderr.write('\n');
			const [text] = typed;
			if (typed.length > 1) {
				resolve({kind: 'several'});
			} else {
				resolve(text === undefined ? {kind: 'cancelled', byKey} : {kind: 'line', text});
			}
		});
	});
