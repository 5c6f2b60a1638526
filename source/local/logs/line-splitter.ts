import {StringDecoder} from 'node:string_decoder';

/** Makes lines of what a process writes, in whatever pieces it comes. */
export type LineSplitter = {
	readonly write: (chunk: Buffer) => void;
	/** Nothing more is to come: what has no line break at its end is a line too. */
	readonly end: () => void;
};

/** Longer lines are cut into several of this many UTF-16 units. */
export const longestLine = 64 * 1024;

export const createLineSplitter = (onLine: (line: string) => void): LineSplitter => {
	const decoder = new StringDecoder('utf8');
	let rest = '';

	const emit = (line: string): void => {
		let whole = line;
		while (whole.length > longestLine) {
			onLine(whole.slice(0, longestLine));
			whole = whole.slice(longestLine);
		}

		onLine(whole);
	};

	const take = (text: string): void => {
		const lines = (rest + text).split('\n');
		rest = lines.pop() ?? '';
		for (const line of lines) {
			emit(line.endsWith('\r') ? line.slice(0, -1) : line);
		}

		while (rest.length > longestLine) {
			onLine(rest.slice(0, longestLine));
			rest = rest.slice(longestLine);
		}
	};

	return {
		write: chunk => take(decoder.write(chunk)),
		end() {
			take(decoder.end());
			if (rest !== '') {
				onLine(rest);
				rest = '';
			}
		},
	};
};
