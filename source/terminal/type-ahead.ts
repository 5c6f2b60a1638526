/** How many turns of the event loop what is waiting may take to arrive. */
const turns = 3;

/** Throws away what was typed, or reported by a mouse, and has not been read: it was meant for the program that had the terminal before. */
export const dropTypeAhead = async (stdin: NodeJS.ReadStream): Promise<void> => {
	if (!stdin.isTTY) {
		return;
	}

	const drop = (): void => {};
	stdin.setRawMode(true);
	stdin.on('data', drop);
	for (let turn = 0; turn < turns; turn++) {
		await new Promise(resolve => {
			setImmediate(resolve);
		});
	}

	stdin.off('data', drop);
	stdin.pause();
	stdin.setRawMode(false);
};
