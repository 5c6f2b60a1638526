import {statSync} from 'node:fs';
import {enableCompileCache} from 'node:module';
import {homedir, userInfo} from 'node:os';
import {isAbsolute, join} from 'node:path';
import {makePrivateDirectory} from './make-private-directory.ts';
import {ensureOwnDirectory} from './private-files.ts';

/** Where it is kept; undefined below what belongs to somebody else, as a home does that `sudo` left as it was. */
const cacheDirectory = (): string | undefined => {
	const given = process.env.XDG_CACHE_HOME ?? '';
	const [base, directory] = isAbsolute(given) ? [given, join(given, 'flydeck')] : [homedir(), join(homedir(), '.cache', 'flydeck')];
	return statSync(base).uid === userInfo().uid ? directory : undefined;
};

/**
Keeps what Node makes of the program's code for the next start, which takes a fifth less time with it. Whoever can write there can change what is run:
it is a directory that is this user's alone.
*/
export const keepCompiled = (): void => {
	try {
		const directory = cacheDirectory();
		if (directory !== undefined) {
			makePrivateDirectory(directory);
			ensureOwnDirectory(directory);
			enableCompileCache(directory);
		}
	} catch {
		// Without it the program starts as well, only later.
	}
};
