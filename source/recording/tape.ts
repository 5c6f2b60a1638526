import {createWriteStream, openSync, rmSync} from 'node:fs';
import {resolve as resolvePath} from 'node:path';
import {createLineWriter, headerLine} from '../domain/recording/lines.ts';
import type {RecordedExchange, RecordingHeader} from '../domain/recording/recording.ts';

/** A file that a recording is written to. */
export type Tape = {
	/** The whole path of the file. */
	readonly path: string;
	/**
	Writes what the recording is about, before anything else. When it cannot be written any more, as on a full disk, that is told once, and what
	comes after is lost.
	*/
	readonly begin: (header: RecordingHeader, tell: (sentence: string) => void) => void;
	readonly write: (exchange: RecordedExchange) => void;
	/** How many exchanges were written. */
	readonly count: () => number;
	/** Answers once all of them are in the file. */
	readonly close: () => Promise<void>;
	/** Gives up the recording, and leaves no file of it. */
	readonly discard: () => Promise<void>;
};

const privateFile = 0o600;

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : String(error));

const openNew = (path: string, isForced: boolean): number => {
	try {
		if (isForced) {
			// The name only: what it was a link to stays as it is.
			rmSync(path, {force: true});
		}

		return openSync(path, 'wx', privateFile);
	} catch (error) {
		throw new Error(
			codeOf(error) === 'EEXIST'
				? `${path} is there already: give another name, or --force to overwrite it.`
				: `${path} cannot be written (${codeOf(error)}): give another name.`,
			{cause: error},
		);
	}
};

/**
Makes a new file for a recording, which only its owner can read (mode 0600).

@throws Error whose message is a sentence when there is such a file already, unless it is to be overwritten, or when none can be made
*/
export const openTape = (file: string, isForced: boolean, open = openNew): Tape => {
	const path = resolvePath(file);
	const stream = createWriteStream(path, {fd: open(path, isForced)});
	const lineOf = createLineWriter();
	let count = 0;
	let isOpen = true;
	const closed = new Promise<void>(resolve => stream.once('close', resolve));
	const close = async (): Promise<void> => {
		isOpen = false;
		stream.end();
		await closed;
	};

	return {
		path,
		begin(header, tell) {
			stream.on('error', error => {
				isOpen = false;
				tell(`The recording in ${path} ended: it cannot be written any more (${codeOf(error)}). All else goes on.`);
			});
			stream.write(`${headerLine(header)}\n`);
		},
		write(exchange) {
			if (isOpen) {
				count += 1;
				stream.write(`${lineOf(exchange)}\n`);
			}
		},
		count: () => count,
		close,
		async discard() {
			await close();
			rmSync(path, {force: true});
		},
	};
};
