import type {CommandLine} from './command-line.ts';
import type {Connection} from './config.ts';
import type {LocalOptions} from './connect.ts';

/** The flags that were given on the command line, with their values. */
export type Given = CommandLine['given'];

/** The last value of a flag; undefined where it was not given. */
export const textOf = (given: Given, name: string): string | undefined => given.get(name)?.at(-1);

/** The last value of a flag as a number, which the reading of the command line has made sure of. */
export const numberOf = (given: Given, name: string, usual: number): number => Number(textOf(given, name) ?? usual);

/** What the local Machines API is to be started with. */
export const localOptionsOf = (given: Given): LocalOptions => ({
	port: numberOf(given, 'port', 0),
	scenario: textOf(given, 'scenario') === 'empty' ? 'empty' : 'demo',
	seed: numberOf(given, 'seed', 1),
	fleet: numberOf(given, 'fleet', 0),
	speed: numberOf(given, 'speed', 1),
});

/** Whoever asks for more local machines and gets the real ones would act on the wrong fleet. */
export const misplacedIn = (given: Given, connection: Connection): readonly string[] =>
	connection.kind === 'local'
		? []
		: Object.keys(localOptionsOf(given))
				.filter(name => given.has(name))
				.map(
					name =>
						`--${name} is for the local demo, and there is a token for ${connection.baseUrl} (${connection.tokenSource}): add --local, or leave --${name} out.`,
				);
