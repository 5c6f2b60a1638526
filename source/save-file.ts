import {writeFile} from 'node:fs/promises';
import {homedir} from 'node:os';
import {join, resolve} from 'node:path';

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

/**
Writes a new file that only its owner can read (mode 0600), and answers its whole path. `~/` stands for the home directory.

@throws Error whose message is a sentence; when there is such a file already, it is left as it is
*/
export const saveFile = async (path: string, text: string): Promise<string> => {
	const whole = path.startsWith('~/') ? join(homedir(), path.slice(2)) : resolve(path);
	try {
		await writeFile(whole, text, {flag: 'wx', mode: 0o600});
		return whole;
	} catch (error) {
		throw codeOf(error) === 'EEXIST' ? new Error(`${whole} is there already. Give another name.`) : error;
	}
};
