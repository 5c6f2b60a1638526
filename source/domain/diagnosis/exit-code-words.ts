/** What an exit code says by convention: in the few cells behind the code, and as what happened. */
type CodeWords = {readonly short: string; readonly sentence: string};

const codeWords: ReadonlyMap<number, CodeWords> = new Map([
	[0, {short: '', sentence: 'It ended by itself, cleanly (exit code 0)'}],
	[1, {short: '', sentence: 'It failed with exit code 1, the general error'}],
	[2, {short: 'usage error', sentence: 'It failed with exit code 2, most often a wrong argument or a shell error'}],
	[126, {short: 'not executable', sentence: 'Its command could not be executed (exit code 126)'}],
	[127, {short: 'not found', sentence: 'Its command was not found in the image (exit code 127)'}],
	[128, {short: 'bad exit code', sentence: 'It ended with an exit code that makes no sense (128)'}],
	[255, {short: 'out of range', sentence: 'It ended with exit code 255: -1, or one out of range'}],
]);

const signalWords: ReadonlyMap<number, string> = new Map([
	[1, 'its terminal was said to be gone'],
	[2, 'something inside or on its host interrupted it'],
	[3, 'something told it to quit and dump its core'],
	[4, 'it ran an instruction that the processor does not know'],
	[6, 'it aborted itself, as after a failed assertion'],
	[7, 'it reached memory that is not there'],
	[8, 'it calculated what cannot be, as a division by zero'],
	[9, 'something killed it; neither a stop nor a lack of memory is told'],
	[11, 'it reached for memory that is not its own'],
	[13, 'it wrote to a connection that was closed'],
	[14, 'its own alarm clock ended it'],
	[15, 'something told it to end, but no stop is told'],
]);

/** What an exit code says, in a few cells: `exit 127 not found`. */
export const codeInShort = (code: number): string => {
	const short = codeWords.get(code)?.short ?? '';
	return short === '' ? `exit ${code}` : `exit ${code} ${short}`;
};

/** The same as the beginning of a sentence. */
export const codeInSentence = (code: number): string => codeWords.get(code)?.sentence ?? `It failed with exit code ${code}`;

/** What ended a process that a signal ended. */
export const signalInWords = (signal: number): string => signalWords.get(signal) ?? 'a signal ended it';
