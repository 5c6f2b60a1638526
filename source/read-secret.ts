import {buffer} from 'node:stream/consumers';
import {exitCodes} from './exit-codes.ts';
import {readHiddenLine} from './terminal/hidden-line.ts';
import {lastWords} from './terminal/lifeline.ts';

/** The value of a secret, or why there is none. */
export type SecretRead =
	| {readonly ok: true; readonly value: string}
	| {readonly ok: false; readonly exitCode: number; readonly problem: string};

const wrong = (problem: string, exitCode: number = exitCodes.usage): SecretRead => ({
	ok: false,
	exitCode,
	problem: `Nothing was done: ${problem}`,
});

const filled = (value: string): SecretRead => (value === '' ? wrong('the value is empty.') : {ok: true, value});

/** A text from stdin, without the line end that an editor or `echo` leaves at its end. */
const readPiped = async (): Promise<SecretRead> => {
	try {
		return filled(new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(await buffer(process.stdin)).replace(/\r?\n$/, ''));
	} catch {
		return wrong('the value on stdin is no text in UTF-8.');
	}
};

/** The value of a secret: all of stdin or, where that is a terminal, a line that is typed there and not shown. */
export const readSecret = async (name: string): Promise<SecretRead> => {
	if (!process.stdin.isTTY) {
		return readPiped();
	}

	if (!process.stderr.isTTY) {
		return wrong('there is no terminal to ask for the value on. Give it on stdin.');
	}

	const read = await readHiddenLine(process, `Value of ${name}, which is not shown: `);
	switch (read.kind) {
		case 'line':
			return filled(read.text);
		case 'several':
			return wrong(`the value has several lines. Give it on stdin, as in: flydeck secrets set ${name} < FILE`);
		case 'cancelled':
			return wrong('there was no answer.', read.byKey ? (lastWords.SIGINT ?? exitCodes.failed) : exitCodes.failed);
	}
};
