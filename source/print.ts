import {printableLines} from './domain/text.ts';

const heard = (): void => {};

/**
Writes a text, made printable, and a line end to the standard output; answers whether somebody still reads it. A reader that has seen enough and left
(`| head -1`) is no failure.

@throws Error with a sentence when the output is lost for another reason, such as a full disk
*/
export const print = (text: string): Promise<boolean> =>
	new Promise((resolve, reject) => {
		const {stdout} = process;
		// Without a listener the error would end the program with a stack trace, now or at a later write.
		stdout.off('error', heard).on('error', heard);
		stdout.write(`${printableLines(text)}\n`, error => {
			const code = error instanceof Error && 'code' in error ? error.code : undefined;
			if (!error || code === 'EPIPE') {
				resolve(!error);
			} else {
				reject(new Error(`The output could not be written, and is lost: ${error.message}.`));
			}
		});
	});
