import {exitCodes} from './exit-codes.ts';

/** Tells on stderr what was asked in the wrong way; answers the exit code. */
export const complain = (problems: readonly string[]): number => {
	for (const problem of problems) {
		console.error(problem);
	}

	return exitCodes.usage;
};
