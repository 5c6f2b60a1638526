import type {Config} from './config.ts';

/** Tells a sentence beside the results. */
export const tell = (line: string): void => console.error(line);

/** Tells why nothing was done, and answers the exit code. */
export const refuse = (exitCode: number, sentence: string): number => {
	tell(sentence);
	return exitCode;
};

/** Why a sub-command has nowhere to go, as a sentence; undefined when it has. The demo has to be asked for: nothing there is the person's own. */
export const missingTokenIn = ({connection}: Config): string | undefined =>
	connection.kind === 'local' && !connection.isAskedFor
		? 'There is no token, so there are no machines to act on: set FLY_API_TOKEN, or add --local for the demo.'
		: undefined;
