/** A name with a value, as in `KEY=value`; a value in double quotes means what it says. */
export type NamedValue = {readonly name: string; readonly value: string; readonly isQuoted: boolean};

/** How names look: up to the `=`, without spaces and commas. */
const name = '[^\\s=,"]+';

const pair = new RegExp(`\\s*(${name})\\s*=[ \\t]*("(?:[^"\\\\]|\\\\.)*"|[^\\n]*?)\\s*(?:,?\\s*(?:\\n|$)|,(?=\\s*${name}=))`, 'y');

const unquoted = (text: string): string | undefined => {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'string' ? value : undefined;
	} catch {
		return undefined;
	}
};

/**
Pairs of lines, or with commas between: `A=1, B="a, B=c"`. A comma is only a separator when another pair follows it. The answer is a
problem in words when a pair is none, or a name is given twice.
*/
export const readPairs = (text: string, example: string): readonly NamedValue[] | string => {
	const pairs = new Map<string, NamedValue>();
	let at = 0;
	while (at < text.length) {
		pair.lastIndex = at;
		const [all, found, raw = ''] = pair.exec(text) ?? [];
		if (all === undefined || found === undefined) {
			return `must be written as ${example}`;
		}

		at += all.length;
		const isQuoted = raw.startsWith('"');
		const value = isQuoted ? unquoted(raw) : raw;
		if (value === undefined) {
			return `has a quoted text in ${found} that is not closed, or is not written as in JSON`;
		}

		if (pairs.has(found)) {
			return `has ${found} twice`;
		}

		pairs.set(found, {name: found, value, isQuoted});
	}

	return [...pairs.values()];
};

/** A pair so that `readPairs` gives it again, also with other pairs around it. */
export const writePair = (key: string, value: string): string => {
	const plain = `${key}=${value}`;
	const again = readPairs(plain, '');
	const isPlain =
		typeof again !== 'string' && again.length === 1 && again[0]?.value === value && !again[0].isQuoted && /^\P{C}*$/u.test(value);
	return isPlain ? plain : `${key}=${JSON.stringify(value)}`;
};
