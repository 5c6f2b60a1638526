import {splitWords} from './domain/config/shell-words.ts';
import {errorInWords} from './runtime/failure.ts';
import type {HandedBack} from './terminal/hand-over.ts';

type Surroundings = {
	readonly environment: Readonly<Record<string, string | undefined>>;
	/** The first of these programs that can be found. */
	readonly find: (names: readonly string[]) => string | undefined;
	/** Takes the screen away, until `resume` brings it back. */
	readonly suspend: () => Promise<{readonly resume: () => Promise<void>}>;
	/** Gives a program the terminal until it ends. */
	readonly handOver: (words: readonly string[]) => Promise<HandedBack>;
};

const variables = ['VISUAL', 'EDITOR'] as const;

/** A signal as a shell tells of it: in an exit code above this one. */
const signalled = 128;

/** The words of the editor's command; or why there are none. */
const commandOf = ({environment, find}: Surroundings): readonly string[] | string => {
	const name = variables.find(variable => (environment[variable] ?? '').trim() !== '');
	if (name === undefined) {
		const found = find(['vi', 'nano']);
		return found === undefined ? 'there is no editor: set EDITOR to the command of one' : [found];
	}

	const words = splitWords((environment[name] ?? '').trim());
	return words === undefined || words.length === 0 ? `${name} is no command: a quote in it is not closed` : words;
};

const problemOf = ({exitCode, signal}: HandedBack): string | undefined => {
	if (signal !== undefined) {
		return `the editor was ended by ${signal}`;
	}

	if (exitCode === 0) {
		return undefined;
	}

	return exitCode !== undefined && exitCode > signalled
		? `the editor was ended by signal ${exitCode - signalled}`
		: `the editor ended with exit code ${exitCode}`;
};

/**
Opens a file in `$VISUAL`, `$EDITOR`, vi or nano, which has the terminal until it ends, and brings the screen back. The command may have
arguments; no shell looks at it. Answers what went wrong, in words, or undefined.
*/
export const openEditor = async (path: string, surroundings: Surroundings): Promise<string | undefined> => {
	const command = commandOf(surroundings);
	if (typeof command === 'string') {
		return command;
	}

	const {resume} = await surroundings.suspend();
	try {
		return problemOf(await surroundings.handOver([...command, path]));
	} catch (error) {
		return `the editor could not be started: ${errorInWords(error)}`;
	} finally {
		await resume();
	}
};
