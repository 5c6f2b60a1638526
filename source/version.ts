import packageJson from '../package.json' with {type: 'json'};
import {exitCodes} from './exit-codes.ts';
import {print} from './print.ts';

/**
Prints the version; answers the exit code.

@throws Error with a sentence when the output is lost
*/
export const run = async (): Promise<number> => {
	await print(packageJson.version);
	return exitCodes.ok;
};
