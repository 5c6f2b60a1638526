const bell = '\u0007';

/** Rings the bell of a terminal; says nothing to anything else, where it would be a letter among others. */
export const ringBell = (stdout: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>): void => {
	if (stdout.isTTY) {
		stdout.write(bell);
	}
};
