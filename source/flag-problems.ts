import {type Command, flags} from './flags.ts';

const wordsOf = (command: Command): string => (command === 'screen' ? 'flydeck' : `flydeck ${command}`);

type OptionToken = {
	readonly name: string;
	readonly rawName: string;
	readonly value?: string | undefined;
	readonly inlineValue?: boolean | undefined;
};

type GivenFlag = {readonly name: string; readonly rawName: string; readonly value: string | undefined; readonly isInline: boolean};

export const seeHelp = 'See flydeck --help.';

/** So many commands are named as those that a flag belongs to; more would hide what matters. */
const mostOwners = 4;

const inWords = (names: readonly string[]): string =>
	[names.slice(0, -1).join(', '), ...names.slice(-1)].filter(text => text !== '').join(' and ');

const misplaced = (rawName: string, owners: readonly Command[], command: Command): string =>
	owners.length > mostOwners
		? `${rawName} is not for ${wordsOf(command)}. ${seeHelp}`
		: `${rawName} belongs to ${inWords(owners.map(wordsOf))}, not to ${wordsOf(command)}. ${seeHelp}`;

const problemWith = ({name, rawName, value, isInline}: GivenFlag, command: Command): string | undefined => {
	const flag = Object.hasOwn(flags, name) ? flags[name] : undefined;
	if (flag === undefined) {
		return `flydeck does not know the flag ${rawName}. ${seeHelp}`;
	}

	if (!flag.commands.includes(command)) {
		return misplaced(rawName, flag.commands, command);
	}

	if (flag.type === 'boolean') {
		return isInline ? `${rawName} takes no value.` : undefined;
	}

	if (isInline && !rawName.startsWith('--')) {
		return `Put a space between ${rawName} and its value.`;
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

/** What is wrong with each flag by itself. meow passes over some of it: a flag without its value, a switch with one. */
export const problemsIn = (options: readonly OptionToken[], command: Command): readonly string[] =>
	options.flatMap(
		({name, rawName, value, inlineValue}) => problemWith({name, rawName, value, isInline: inlineValue === true}, command) ?? [],
	);

/** What is wrong with flags that are good each by itself. */
export const contradictionsIn = (given: ReadonlyMap<string, readonly string[]>): readonly string[] => [
	...[...given]
		.filter(([name, values]) => flags[name]?.type === 'string' && flags[name].multiple !== true && values.length > 1)
		.map(([name, values]) => `--${name} can be given once, and is here ${values.length} times.`),
	...['api-url', 'token']
		.filter(name => given.has('local') && given.has(name))
		.map(name => `--local shows the demo of this computer, and --${name} is for another API: leave one of them out.`),
	...['scenario', 'seed', 'fleet', 'state-dir', 'realism', 'no-limits', 'faults']
		.filter(name => given.has('replay') && given.has(name))
		.map(name => `--${name} is for a server with machines, and --replay answers what was recorded: leave one of them out.`),
	...(given.has('keep-times') && !given.has('replay')
		? ['--keep-times is for a recording that is answered: add --replay FILE, or leave --keep-times out.']
		: []),
	...(given.has('listen') && !given.has('token')
		? ['--listen lets others reach the server, and whoever has its token can run commands on this computer: choose the token with --token.']
		: []),
];
