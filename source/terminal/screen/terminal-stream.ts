/** What is needed of the stream of a terminal. */
export type TerminalStream = Pick<NodeJS.WriteStream, 'columns' | 'rows' | 'write' | 'writableLength' | 'writableNeedDrain' | 'on'>;

/** Tells when the terminal has taken all that was written: at once where that is so, since nothing runs any more when the program exits. */
export const whenWritten = (terminal: Pick<TerminalStream, 'write' | 'writableLength'>, tell: () => void): void => {
	if (terminal.writableLength === 0) {
		tell();
	} else {
		terminal.write('', tell);
	}
};
