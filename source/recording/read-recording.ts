import {constants} from 'node:buffer';
import {readFileSync, statSync} from 'node:fs';
import {decodeRecording} from '../domain/recording/lines.ts';
import type {Recording} from '../domain/recording/recording.ts';

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : String(error));

const megabyte = 1_000_000;

/** So much is played at most, in bytes: as much as one text can hold. */
const mostBytes = constants.MAX_STRING_LENGTH;

const read = <Value>(file: string, how: () => Value): Value => {
	try {
		return how();
	} catch (error) {
		throw new Error(codeOf(error) === 'ENOENT' ? `There is no file ${file}.` : `${file} cannot be read (${codeOf(error)}).`, {
			cause: error,
		});
	}
};

const textIn = (file: string): string => {
	const {size} = read(file, () => statSync(file));
	if (size > mostBytes) {
		const [has, most] = [Math.ceil(size / megabyte), Math.floor(mostBytes / megabyte)];
		throw new Error(`${file} is too large to be played: ${has} MB, and at most ${most} can be.`);
	}

	return read(file, () => readFileSync(file, 'utf8'));
};

/** @throws Error whose message is a sentence when the file cannot be read, is no recording, or is one of a newer flydeck */
export const readRecording = (file: string): Recording => {
	const decoded = decodeRecording(textIn(file));
	if (!decoded.ok) {
		throw new Error(`${file} ${decoded.problem}.`);
	}

	return decoded.recording;
};
