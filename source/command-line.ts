import meow from 'meow';
import packageJson from '../package.json' with {type: 'json'};
import {contradictionsIn, problemsIn, seeHelp} from './flag-problems.ts';
import {type Command, commands, flags, type Worded, worded} from './flags.ts';
import {splitWords} from './split-words.ts';

const isCommand = (word: string): word is Command => word !== 'screen' && commands.some(command => command === word);

/** Whether a command is followed by words of its own. */
const isWorded = (word: string): word is Worded => worded.some(command => command === word);

/** A command line that can be obeyed: its command, and the values of each flag in their order, one empty text for a switch. */
export type CommandLine = {
	readonly command: Command;
	readonly given: ReadonlyMap<string, readonly string[]>;
	/** Of a command that is followed by words: what stands after it as far as `--`, and what stands after that. */
	readonly words: readonly string[];
	readonly inner: readonly string[];
};

export type ReadCommandLine =
	| ({readonly kind: 'run'} & CommandLine)
	/** Of a command that has a help of its own, if one is named. */
	| {readonly kind: 'help'; readonly command?: Worded}
	| {readonly kind: 'version'}
	/** Sentences for the person who wrote it. */
	| {readonly kind: 'wrong'; readonly problems: readonly string[]};

/** What meow calls a flag: `--no-journal` is its `journal`, switched off. */
const meowName = (name: string): string => name.replace(/^no-/, '').replace(/-[a-z]/g, dash => dash.slice(1).toUpperCase());

const meowFlags = Object.fromEntries(
	Object.entries(flags).map(([name, {type, short}]) => [
		meowName(name),
		{type, isMultiple: type === 'string', ...(short === undefined ? {} : {shortFlag: short})},
	]),
);

const takesValue = (word = ''): boolean => word.startsWith('--') && flags[word.slice(2)]?.type === 'string';

/** meow takes `-` for a word by itself, and leaves the flag before it without its value. */
const withDashes = (argv: readonly string[]): readonly string[] =>
	argv.flatMap((word, index) => {
		if (word === '-' && takesValue(argv[index - 1])) {
			return [];
		}

		return takesValue(word) && argv[index + 1] === '-' ? [`${word}=-`] : [word];
	});

/** The values of each flag that is given. */
const valuesIn = (argv: readonly string[]): CommandLine['given'] => {
	const {flags: values} = meow({
		importMeta: import.meta,
		pkg: packageJson,
		argv: withDashes(argv),
		autoHelp: false,
		autoVersion: false,
		booleanDefault: undefined,
		flags: meowFlags,
	});
	const valuesOf = (name: string): readonly string[] => {
		const value: unknown = values[meowName(name)];
		if (Array.isArray(value)) {
			return value.map(text => String(text).trim());
		}

		return value === !name.startsWith('no-') ? [''] : [];
	};
	return new Map(
		Object.keys(flags)
			.map(name => [name, valuesOf(name)] as const)
			.filter(([, given]) => given.length > 0),
	);
};

/** A term of a query that would be read as flags; only before `--`. */
const negatedTermIn = (argv: readonly string[]): string | undefined =>
	argv.slice(0, argv.indexOf('--') === -1 ? argv.length : argv.indexOf('--')).find(word => /^-\w[\w.]*:/.test(word));

/** The commands that take one word, and what is told of it where there is none or more. */
const takingOne: Readonly<Record<string, string>> = {
	history: 'flydeck history takes one machine, by its id or name: flydeck history web-1 --since 24h.',
	record: 'flydeck record takes one file to write to: flydeck record incident.jsonl.',
	replay: 'flydeck replay takes one file that flydeck record wrote: flydeck replay incident.jsonl.',
};

/** What is wrong with the words that are no flags. */
const wordProblem = (word: string | undefined, positionals: readonly string[], argv: readonly string[]): string | undefined => {
	if (word !== undefined && isWorded(word)) {
		const negated = negatedTermIn(argv);
		return negated === undefined ? undefined : `${negated} would be read as a flag: write !${negated.slice(1)}, or put it after --.`;
	}

	const takesOne = word === undefined || !Object.hasOwn(takingOne, word) ? undefined : takingOne[word];
	if (takesOne !== undefined) {
		return positionals.length === 2 && positionals[1]?.trim() !== '' ? undefined : takesOne;
	}

	if (positionals.length > 1) {
		return `flydeck takes one command, and got ${positionals.length}: ${positionals.join(' ')}.`;
	}

	return word === undefined || isCommand(word) ? undefined : `flydeck has no command "${word}". ${seeHelp}`;
};

/** Reads the arguments of the program. Nothing is guessed and nothing passed over: what makes no sense is told. */
export const readCommandLine = (argv: readonly string[]): ReadCommandLine => {
	const {positionals, tokens} = splitWords(argv);
	const end = tokens.find(token => token.kind === 'option-terminator')?.index ?? argv.length;
	const options = tokens.filter(token => token.kind === 'option');
	const asksFor = (...names: readonly string[]): boolean => options.some(({name}) => names.includes(name));
	const [word] = positionals;
	if (asksFor('help', 'h') || word === 'help') {
		const about = (word === 'help' ? positionals[1] : word) ?? '';
		return isWorded(about) ? {kind: 'help', command: about} : {kind: 'help'};
	}

	// Some commands have a flag of that name.
	if (asksFor('version') && !flags.version?.commands.some(command => command === word)) {
		return {kind: 'version'};
	}

	const problem = wordProblem(word, positionals, argv);
	if (problem !== undefined) {
		return {kind: 'wrong', problems: [problem]};
	}

	const command = word !== undefined && isCommand(word) ? word : 'screen';
	const problems = problemsIn(options, command);
	if (problems.length > 0) {
		return {kind: 'wrong', problems};
	}

	const [, ...words] = tokens.flatMap(token => (token.kind === 'positional' && token.index < end ? [token.value] : []));
	const line: CommandLine = {command, given: valuesIn(argv), words, inner: argv.slice(end + 1)};
	const contradictions = contradictionsIn(line.given);
	return contradictions.length > 0 ? {kind: 'wrong', problems: contradictions} : {kind: 'run', ...line};
};
