/** Why the full-screen program cannot run in this terminal, as a sentence; undefined when it can. */
export const terminalProblem = ({
	term,
	isInputTerminal,
}: {
	readonly term: string | undefined;
	readonly isInputTerminal: boolean;
}): string | undefined => {
	if (term === 'dumb') {
		return 'This terminal cannot place text on a screen (TERM=dumb). "flydeck list" prints the machines as text.';
	}

	return isInputTerminal
		? undefined
		: 'flydeck needs a keyboard, and its standard input is not a terminal. "flydeck list" prints the machines as text.';
};
