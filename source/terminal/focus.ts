/** What a terminal tells once it is asked to (DECSET 1004): that it has got the focus, or lost it. */
const report = /\u001B\[([IO])/g;

/** All of a report but its last character: so much may have come with the read before. */
const longestBeginning = 2;

/** Tells of the reports in what is read, be it in several reads. */
export const createFocusReader = (tell: (isFocused: boolean) => void): ((text: string) => void) => {
	let rest = '';
	return text => {
		const known = rest + text;
		let end = 0;
		let isFocused: boolean | undefined;
		for (const found of known.matchAll(report)) {
			end = found.index + found[0].length;
			isFocused = found[1] === 'I';
		}

		rest = known.slice(Math.max(end, known.length - longestBeginning));
		if (isFocused !== undefined) {
			tell(isFocused);
		}
	};
};

/** A `stdin` for Ink that tells whether the terminal has the focus. Ink itself takes the reports for no keys. */
export const watchFocus = <Terminal extends Pick<NodeJS.ReadStream, 'read'>>(
	stdin: Terminal,
	tell: (isFocused: boolean) => void,
): Terminal => {
	const look = createFocusReader(tell);
	const read = (): unknown => {
		const chunk: unknown = stdin.read();
		if (chunk !== null) {
			look(String(chunk));
		}

		return chunk;
	};

	return new Proxy(stdin, {
		get(target, key) {
			if (key === 'read') {
				return read;
			}

			const value: unknown = Reflect.get(target, key);
			return typeof value === 'function' ? value.bind(target) : value;
		},
	});
};
