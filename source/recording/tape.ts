import {createWriteStream, lstatSync, openSync, renameSync, rmSync} from 'node:fs';
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

const openNew = (place: string): number => openSync(place, 'wx', privateFile);

/** The file that is written until it can take the place of `path`. */
const draftOf = (path: string): string => {
	if (lstatSync(path, {throwIfNoEntry: false})?.isDirectory() === true) {
		throw new Error(`${path} cannot be written (EISDIR): give another name.`);
	}

	return `${path}.${process.pid}.new`;
};

const openAt = (path: string, place: string, open: (place: string) => number): number => {
	try {
		return open(place);
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
Makes a new file for a recording, which only its owner can read (mode 0600). One that it is to overwrite stays until the new one has begun.

@throws Error whose message is a sentence when there is such a file already, unless it is to be overwritten, or when none can be made
*/
export const openTape = (file: string, isForced: boolean, open = openNew): Tape => {
	const path = resolvePath(file);
	let place = isForced ? draftOf(path) : path;
	const stream = createWriteStream(place, {fd: openAt(path, place, open)});
	const lineOf = createLineWriter();
	let count = 0;
	let isOpen = true;
	const closed = new Promise<void>(resolve => stream.once('close', resolve));
	const close = async (): Promise<void> => {
		isOpen = false;
		stream.end();
		await closed;
	};

	/** The name only is taken over: what it was a link to stays as it is. */
	const moveIn = (): void => {
		try {
			renameSync(place, path);
			place = path;
		} catch (error) {
			stream.destroy(error instanceof Error ? error : undefined);
		}
	};

	return {
		path,
		begin(header, tell) {
			stream.on('error', error => {
				isOpen = false;
				if (place !== path) {
					rmSync(place, {force: true});
				}

				tell(`The recording in ${path} ended: it cannot be written any more (${codeOf(error)}). All else goes on.`);
			});
			stream.write(`${headerLine(header)}\n`, error => {
				if (!error && place !== path) {
					moveIn();
				}
			});
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
			rmSync(place, {force: true});
		},
	};
};
