import type {Target} from './state.ts';

/** What of a machine is to be copied. */
export type CopyMode = {readonly kind: 'copy'; readonly target: Target};

/** An act that was done, with the command that does the same. */
export type DoneAct = {readonly what: string; readonly curl: string};

/** Which act is to be copied as a command: the last that was done, or one of the machine before it is. */
export type CopyCurlMode = {
	readonly kind: 'copy-curl';
	readonly target: Target;
	readonly lastAct: DoneAct | undefined;
	readonly picked: number;
};
