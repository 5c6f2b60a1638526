const escapeCode = '\u001B';
const stringEnd = `${escapeCode}\\`;

/** What one control string may hold within GNU screen, in characters. */
const screenPart = 700;

/** What stands between flydeck and the terminal. */
export type Between = {
	/** The variables `TMUX` and `TERM` of the environment. */
	readonly tmux: string | undefined;
	readonly term: string | undefined;
};

const throughTmux = (sequence: string): string =>
	`${escapeCode}Ptmux;${sequence.replaceAll(escapeCode, escapeCode + escapeCode)}${stringEnd}`;

const throughScreen = (sequence: string): string =>
	(sequence.match(new RegExp(`[^]{1,${screenPart}}`, 'g')) ?? []).map(part => `${escapeCode}P${part}${stringEnd}`).join('');

/** A control sequence as it has to be written so that it reaches the terminal itself. tmux hands it on where its `allow-passthrough` is on. */
export const through = (sequence: string, {tmux = '', term = ''}: Between): string => {
	if (tmux !== '') {
		return throughTmux(sequence);
	}

	return term.startsWith('screen') ? throughScreen(sequence) : sequence;
};
