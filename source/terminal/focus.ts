/** What a terminal tells once it is asked to (DECSET 1004): that it has got the focus, or lost it. */
const report = /\u001B\[([IO])/g;

const escapeCharacter = '\u001B';
const beginning = `${escapeCharacter}[`;

/**
Takes the reports out of what is read, be it in several reads, and tells of them. What may be the beginning of one waits for the next read: no key
sends that alone. An escape does not wait, since it may be the key: what comes after it is left for whoever joins the two.
*/
export const createFocusReader = (tell: (isFocused: boolean) => void): ((text: string) => string) => {
	let held = '';
	let isAfterEscape = false;
	return text => {
		const known = held + text;
		held = known.endsWith(beginning) ? beginning : '';
		const whole = known.slice(0, known.length - held.length);
		const letter = isAfterEscape ? /^\[([IO])/.exec(whole)?.[1] : undefined;
		isAfterEscape = whole === '' ? isAfterEscape : whole.endsWith(escapeCharacter);
		const letters = [letter, ...[...whole.matchAll(report)].map(found => found[1])].filter(found => found !== undefined);
		const last = letters.at(-1);
		if (last !== undefined) {
			tell(last === 'I');
		}

		return whole.replace(report, '');
	};
};

/** A `stdin` for Ink without the reports of the focus, of which it tells. */
export const watchFocus = <Terminal extends Pick<NodeJS.ReadStream, 'read'>>(
	stdin: Terminal,
	tell: (isFocused: boolean) => void,
): Terminal => {
	const withoutReports = createFocusReader(tell);
	const read = (): unknown => {
		const chunk: unknown = stdin.read();
		return typeof chunk === 'string' ? withoutReports(chunk) : chunk;
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
