import type {Written} from '../../source/headless/wish.ts';

/** A sub-command with its words, and no flag that is not given. */
export const written = (given: Pick<Written, 'command' | 'words'> & Partial<Written>): Written => ({
	inner: [],
	signal: undefined,
	timeoutSeconds: undefined,
	waitFor: undefined,
	image: undefined,
	isForced: false,
	file: undefined,
	version: undefined,
	owner: undefined,
	name: undefined,
	region: undefined,
	isLaunched: true,
	...given,
});
