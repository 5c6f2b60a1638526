import type {Config} from './config.ts';
import {printableLines} from './domain/text.ts';
import {type ExitCode, exitCodes} from './exit-codes.ts';
import {print} from './print.ts';

/** Why nothing was done, in sentences for the person who asked. */
class Refusal extends Error {
	override readonly name = 'Refusal' as const;
	readonly exitCode: ExitCode;

	constructor(sentences: string, exitCode: ExitCode) {
		super(sentences);
		this.exitCode = exitCode;
	}
}

/** Tells a sentence beside the results, made printable: a file or a machine in it may have any name. */
export const tell = (line: string): void => console.error(printableLines(line));

/**
Ends a command that has not printed anything.

@throws Refusal always
*/
export const refuse = (exitCode: ExitCode, sentences: string): never => {
	throw new Refusal(sentences, exitCode);
};

/**
Tells why a command ended before its time, and answers the exit code. Where its results were to be a document, that is printed without any.

@throws Error with a sentence when the output is lost
*/
export const tellRefusal = async (error: unknown, jsonVerb: string | undefined): Promise<ExitCode> => {
	const sentences = error instanceof Error ? error.message : String(error);
	tell(sentences);
	if (jsonVerb !== undefined) {
		const {resultsJson} = await import('./headless/results.ts');
		await print(resultsJson(jsonVerb, [], sentences));
	}

	return error instanceof Refusal ? error.exitCode : exitCodes.failed;
};

/** Why a sub-command that would change something is not carried out, as a sentence; undefined when it may be. */
export const readOnlyIn = ({isReadOnly}: Pick<Config, 'isReadOnly'>): string | undefined =>
	isReadOnly ? 'Nothing was done: --read-only or FLYDECK_READ_ONLY keeps flydeck from changing anything.' : undefined;

/** Why a sub-command has nowhere to go, as a sentence; undefined when it has. The demo has to be asked for: nothing there is the person's own. */
export const missingTokenIn = ({connection}: Config): string | undefined =>
	connection.kind === 'local' && !connection.isAskedFor
		? 'There is no token, so there are no machines to act on: set FLY_API_TOKEN, or add --local for the demo.'
		: undefined;
