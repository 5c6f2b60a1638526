import {parseArgs} from 'node:util';
import {camelCase} from 'es-toolkit';
import meow from 'meow';
import packageJson from '../package.json' with {type: 'json'};
import {type Command, commands, flags} from './flags.ts';
import {helpText} from './help-text.ts';

const wordsOf: Readonly<Record<Command, string>> = {screen: 'flydeck', list: 'flydeck list', serve: 'flydeck serve'};

const isCommand = (word: string): word is Command => word !== 'screen' && commands.some(command => command === word);

/** A command line that can be obeyed: its command, and the values of each flag in their order, one empty text for a switch. */
export type CommandLine = {readonly command: Command; readonly given: ReadonlyMap<string, readonly string[]>};

export type ReadCommandLine =
	| ({readonly kind: 'run'} & CommandLine)
	| {readonly kind: 'help'}
	| {readonly kind: 'version'}
	/** Sentences for the person who wrote it. */
	| {readonly kind: 'wrong'; readonly problems: readonly string[]};

type OptionToken = {
	readonly name: string;
	readonly rawName: string;
	readonly value?: string | undefined;
	readonly inlineValue?: boolean | undefined;
};

type GivenFlag = {readonly name: string; readonly rawName: string; readonly value: string | undefined; readonly isInline: boolean};

const seeHelp = 'See flydeck --help.';

const problemWith = ({name, rawName, value, isInline}: GivenFlag, command: Command): string | undefined => {
	const flag = Object.hasOwn(flags, name) ? flags[name] : undefined;
	if (flag === undefined) {
		return `flydeck does not know the flag ${rawName}. ${seeHelp}`;
	}

	if (!flag.commands.includes(command)) {
		return `${rawName} belongs to ${flag.commands.map(owner => wordsOf[owner]).join(' and ')}, not to ${wordsOf[command]}. ${seeHelp}`;
	}

	if (flag.type === 'boolean') {
		return isInline ? `${rawName} takes no value.` : undefined;
	}

	if (isInline && !rawName.startsWith('--')) {
		return `Put a space after ${rawName}: ${rawName} ${value}.`;
	}

	if (value === undefined || (!isInline && /^-\D/.test(value))) {
		return `${rawName} needs a value. ${seeHelp}`;
	}

	if (value.trim() === '') {
		return `${rawName} is empty: leave it out, or give it a value.`;
	}

	const {takes} = flag;
	return takes === undefined || takes.accepts(value.trim()) ? undefined : `${rawName} takes ${takes.words}, not "${value}".`;
};

/** What is wrong with flags that are good each by itself. */
const contradictionsIn = ({given}: CommandLine): readonly string[] => [
	...[...given]
		.filter(([name, values]) => flags[name]?.type === 'string' && flags[name].multiple !== true && values.length > 1)
		.map(([name, values]) => `--${name} can be given once, and is here ${values.length} times.`),
	...['api-url', 'token']
		.filter(name => given.has('local') && given.has(name))
		.map(name => `--local shows the demo of this computer, and --${name} is for another API: leave one of them out.`),
	...(given.has('listen') && !given.has('token')
		? ['--listen lets others reach the server, and whoever has its token can run commands on this computer: choose the token with --token.']
		: []),
];

/** What meow calls a flag: `--no-journal` is its `journal`, switched off. */
const meowName = (name: string): string => camelCase(name.replace(/^no-/, ''));

const meowFlags = Object.fromEntries(
	Object.entries(flags).map(([name, {type, short}]) => [
		meowName(name),
		{type, isMultiple: type === 'string', ...(short === undefined ? {} : {shortFlag: short})},
	]),
);

/** The values of each flag that is given. */
const valuesIn = (argv: readonly string[]): CommandLine['given'] => {
	const {flags: values} = meow(helpText, {
		importMeta: import.meta,
		pkg: packageJson,
		argv,
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

/** What is wrong with each flag by itself. meow passes over some of it: a flag without its value, a switch with one. */
const problemsIn = (options: readonly OptionToken[], command: Command): readonly string[] =>
	options.flatMap(
		({name, rawName, value, inlineValue}) => problemWith({name, rawName, value, isInline: inlineValue === true}, command) ?? [],
	);

/** Reads the arguments of the program. Nothing is guessed and nothing passed over: what makes no sense is told. */
export const readCommandLine = (argv: readonly string[]): ReadCommandLine => {
	const {positionals, tokens} = parseArgs({args: [...argv], options: flags, strict: false, allowPositionals: true, tokens: true});
	const options = tokens.filter(token => token.kind === 'option');
	const asksFor = (...names: readonly string[]): boolean => options.some(({name}) => names.includes(name));
	const [word] = positionals;
	if (asksFor('help', 'h') || word === 'help') {
		return {kind: 'help'};
	}

	if (asksFor('version')) {
		return {kind: 'version'};
	}

	if (positionals.length > 1) {
		return {kind: 'wrong', problems: [`flydeck takes one command, and got ${positionals.length}: ${positionals.join(' ')}.`]};
	}

	if (word !== undefined && !isCommand(word)) {
		return {kind: 'wrong', problems: [`flydeck has no command "${word}". ${seeHelp}`]};
	}

	const command = word ?? 'screen';
	const problems = problemsIn(options, command);
	if (problems.length > 0) {
		return {kind: 'wrong', problems};
	}

	const line: CommandLine = {command, given: valuesIn(argv)};
	const contradictions = contradictionsIn(line);
	return contradictions.length > 0 ? {kind: 'wrong', problems: contradictions} : {kind: 'run', ...line};
};
