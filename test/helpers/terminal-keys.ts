const named: Readonly<Record<string, string>> = {
	up: '\u001B[A',
	down: '\u001B[B',
	right: '\u001B[C',
	left: '\u001B[D',
	pageup: '\u001B[5~',
	pagedown: '\u001B[6~',
	home: '\u001B[H',
	end: '\u001B[F',
	delete: '\u001B[3~',
	enter: '\r',
	esc: '\u001B',
	tab: '\t',
	backspace: '\u007F',
};

/** What a terminal sends for a key: `j`, `enter`, `ctrl-d`. */
export const keySequence = (key: string): string => {
	const letter = /^ctrl-([a-z])$/.exec(key)?.[1];
	return letter === undefined ? (named[key] ?? key) : String.fromCharCode(letter.charCodeAt(0) - 96);
};

/** What a terminal sends for pasted text, once a program has asked for brackets around it. */
export const pasteSequence = (text: string): string => `\u001B[200~${text}\u001B[201~`;
