import {readFileSync} from 'node:fs';
import {decodeRecording} from '../domain/recording/lines.ts';
import type {Recording} from '../domain/recording/recording.ts';

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : String(error));

const textIn = (file: string): string => {
	try {
		return readFileSync(file, 'utf8');
	} catch (error) {
		throw new Error(codeOf(error) === 'ENOENT' ? `There is no file ${file}.` : `${file} cannot be read (${codeOf(error)}).`, {
			cause: error,
		});
	}
};

/** @throws Error whose message is a sentence when the file cannot be read, is no recording, or is one of a newer flydeck */
export const readRecording = (file: string): Recording => {
	const decoded = decodeRecording(textIn(file));
	if (!decoded.ok) {
		throw new Error(`${file} ${decoded.problem}.`);
	}

	return decoded.recording;
};
