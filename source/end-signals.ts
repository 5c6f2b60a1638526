import {lastWords} from './terminal/lifeline.ts';

/** Calls back at each signal that asks for the end; a second one ends the program at once. */
export const onEndSignal = (end: (exitCode: number) => void): void => {
	let isEnding = false;
	for (const [signal, exitCode] of Object.entries(lastWords)) {
		process.on(signal, () => {
			if (isEnding) {
				process.exit(exitCode);
			}

			isEnding = true;
			end(exitCode);
		});
	}
};
