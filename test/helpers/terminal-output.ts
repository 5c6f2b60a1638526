import {uncleanIn} from './hostile-text.ts';

/** A sequence or a control character; what stands between them is text. */
const piece = /\u001B(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\u0007\u001B]*(?:\u0007|\u001B\\)|[ -/]*[0-~])|[\u0000-\u001F\u007F-\u009F]/g;

/**
All that flydeck sends a terminal besides text: looks, ways of the cursor, erasing, moving lines, its modes, the cursor kept and put back, the
end of a string that another program may have left open, line ends and the bell.
*/
const own = /^(?:\u001B\[[\d;]*[mABCDEFGHJKrST]|\u001B\[\?(?:7|25|1004|1047|1049|2004|2026)[hl]|\u001B[78]|\u001B\\|\r|\n|\u0007)$/;

/** The text handed to the clipboard, where a sequence does that. */
const clipboard = /^\u001B\]52;c;([\w+/=]*)\u0007$/;

export type TerminalOutput = {
	/** Sequences that are not flydeck's, and text that is not printable, in words. */
	readonly faults: readonly string[];
	/** What was handed to the clipboard. */
	readonly copied: readonly string[];
	/** How many sequences were looked at. */
	readonly count: number;
};

/** Takes apart everything that was written to a terminal. */
export const readOutput = (written: string): TerminalOutput => {
	const sequences = written.match(piece) ?? [];
	const copied = sequences.flatMap(sequence => clipboard.exec(sequence)?.[1] ?? []);
	const foreign = sequences.filter(sequence => !own.test(sequence) && !clipboard.test(sequence));
	const texts = written.split(piece).flatMap(text => uncleanIn(text) ?? []);
	return {
		faults: [...new Set([...foreign.map(sequence => `the sequence ${JSON.stringify(sequence)}`), ...texts])],
		copied: copied.map(base64 => Buffer.from(base64, 'base64').toString()),
		count: sequences.length,
	};
};
