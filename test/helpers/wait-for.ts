const tries = 2000;

/** Waits until a condition holds, looking again after each turn of the event loop. Rejects when it does not come true. */
export const waitFor = async (condition: () => boolean, describe: () => string = () => 'the condition never held'): Promise<void> => {
	for (let count = 0; count < tries; count += 1) {
		if (condition()) {
			return;
		}

		await new Promise(resolve => {
			setTimeout(resolve, 1);
		});
	}

	throw new Error(describe());
};
