import {parseArgs} from 'node:util';
import {flags} from './flags.ts';

/** Takes a command line apart; flags that are not known, or lack a value, are no reason to fail. */
export const splitWords = (argv: readonly string[]) =>
	parseArgs({args: [...argv], options: flags, strict: false, allowPositionals: true, tokens: true});
