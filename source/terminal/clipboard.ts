const escapeCode = '\u001B';
const bell = '\u0007';
const stringEnd = `${escapeCode}\\`;

/** The longest base64 text that terminals take, in characters: about 74 kB of what it stands for. */
const longestBase64 = 99_992;

/** What one control string may hold within GNU screen, in characters. */
const screenPart = 700;

/** What stands between flydeck and the terminal. */
type Between = {
	/** The variables `TMUX` and `TERM` of the environment. */
	readonly tmux: string | undefined;
	readonly term: string | undefined;
};

const throughTmux = (sequence: string): string =>
	`${escapeCode}Ptmux;${sequence.replaceAll(escapeCode, escapeCode + escapeCode)}${stringEnd}`;

const throughScreen = (sequence: string): string =>
	(sequence.match(new RegExp(`[^]{1,${screenPart}}`, 'g')) ?? []).map(part => `${escapeCode}P${part}${stringEnd}`).join('');

/**
What a terminal has to be sent so that a text is on the clipboard of the person in front of it (OSC 52), through SSH too; undefined when it is too
long. tmux takes it for itself where its `set-clipboard` is on, and hands on what is wrapped where its `allow-passthrough` is: it gets both.
*/
export const clipboardSequence = (text: string, {tmux = '', term = ''}: Between): string | undefined => {
	const base64 = Buffer.from(text).toString('base64');
	if (base64.length > longestBase64) {
		return undefined;
	}

	const sequence = `${escapeCode}]52;c;${base64}${bell}`;
	if (tmux !== '') {
		return sequence + throughTmux(sequence);
	}

	return term.startsWith('screen') ? throughScreen(sequence) : sequence;
};
