/** What Linux takes, in bytes. */
const longestName = 255;
const longestPath = 4095;

/** What is wrong with a path inside a machine, as the words after its name: `must be an absolute path`; undefined when it is fine. */
export const guestPathFault = (guestPath: string): string | undefined => {
	if (!guestPath.startsWith('/')) {
		return 'must be an absolute path';
	}

	if (guestPath.includes('\0')) {
		return 'must not contain null bytes';
	}

	const words = guestPath.split('/');
	if (words.includes('..')) {
		return "must not contain '..'";
	}

	if (words.some(word => Buffer.byteLength(word) > longestName)) {
		return `must not have a name of more than ${longestName} bytes in it`;
	}

	if (Buffer.byteLength(guestPath) > longestPath) {
		return `must not be longer than ${longestPath} bytes`;
	}

	return words.every(word => word === '' || word === '.') ? 'must not be the root directory' : undefined;
};

/**
The words of a path inside a machine, below its root.

@throws Error when it is not absolute, climbs with `..`, holds a null byte, is too long or is the root itself
*/
export const guestPathWords = (guestPath: string): readonly string[] => {
	const fault = guestPathFault(guestPath);
	if (fault !== undefined) {
		throw new Error(`path ${JSON.stringify(guestPath)} ${fault}`);
	}

	return guestPath.split('/').filter(word => word !== '' && word !== '.');
};
