import {homedir} from 'node:os';
import meow from 'meow';
import packageJson from '../package.json' with {type: 'json'};
import {resolveConfig} from './config.ts';
import {exitCodes} from './exit-codes.ts';
import {readTextFile} from './read-text-file.ts';
import {terminalProblem} from './terminal/abilities.ts';

const help = `
	Usage
	  $ flydeck                   the live table of machines; without a token, of a local demo
	  $ flydeck list              the table once, as text
	  $ flydeck serve             the local Machines API alone

	Options
	  -a, --app NAME              an app to show; may be given more than once [all of the organization]
	  -o, --org SLUG              the organization [personal]
	  -t, --token TOKEN           the API token; better in FLY_API_TOKEN, where other users cannot see it
	  --api-url URL               the Machines API [https://api.machines.dev]
	  --local                     the local demo, even where there is a token
	  --interval SECONDS          time between two reads [2 while something changes, else 5]
	  --no-journal                keep nothing of what happens on disk
	  --json                      list: as JSON

	Options of the local API (flydeck --local, flydeck serve)
	  --port NUMBER               0: any free port [0]
	  --scenario demo|empty       the machines to begin with [demo]
	  --seed NUMBER               the same seed makes the same machines [1]
	  --fleet NUMBER              that many simulated machines more, in one app, fleet [0]
	  --speed NUMBER              how much faster than life simulated things happen [1]

	Options of flydeck serve
	  --state-dir DIRECTORY       keep everything there, over restarts too [memory]
	  --realism none|typical|hostile
	                              how many of the API's races and delays there are [typical]
	  --no-limits                 no rate limits
	  --faults FILE               a plan of faults, as JSON
	  --listen ADDRESS            listen on this address, not on 127.0.0.1; needs --token

	Environment
	  FLY_ACCESS_TOKEN, FLY_API_TOKEN, FLY_APP, FLY_ORG, FLY_FLAPS_BASE_URL, FLY_API_HOSTNAME; NO_COLOR

	Exit codes
	  0 good, 1 it failed, 2 wrong usage or configuration, 3 the token was refused
`;

const flags = {
	app: {type: 'string', shortFlag: 'a', isMultiple: true},
	org: {type: 'string', shortFlag: 'o'},
	token: {type: 'string', shortFlag: 't'},
	apiUrl: {type: 'string'},
	local: {type: 'boolean', default: false},
	interval: {type: 'string'},
	journal: {type: 'boolean', default: true},
	json: {type: 'boolean', default: false},
	port: {type: 'number', default: 0},
	scenario: {type: 'string', default: 'demo'},
	seed: {type: 'number', default: 1},
	fleet: {type: 'number', default: 0},
	speed: {type: 'number', default: 1},
	stateDir: {type: 'string'},
	realism: {type: 'string', default: 'typical'},
	limits: {type: 'boolean', default: true},
	faults: {type: 'string'},
	listen: {type: 'string'},
} as const;

const complain = (problems: readonly string[]): number => {
	for (const problem of problems) {
		console.error(problem);
	}

	return exitCodes.usage;
};

const parse = (argv: readonly string[]) =>
	meow(help, {importMeta: import.meta, argv, pkg: packageJson, description: false, flags, version: packageJson.version});

const realisms = ['none', 'typical', 'hostile'] as const;

const isRealism = (text: string): text is (typeof realisms)[number] => realisms.some(level => level === text);

type Parsed = ReturnType<typeof parse>;

const kebab = (name: string): string => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

const usageProblems = ({input, flags: given}: Parsed): readonly string[] => {
	const unknown = Object.keys(given).filter(name => !(name in flags));
	const {port, fleet, speed, seed, scenario, realism, listen, token} = given;
	const rows: readonly (readonly [boolean, string])[] = [
		[input.length > 1, `flydeck takes one command, and got ${input.length}: ${input.join(' ')}.`],
		[!Number.isInteger(port) || port < 0 || port > 65_535, '--port takes a number from 0 to 65535.'],
		[!Number.isInteger(fleet) || fleet < 0 || fleet > 200_000, '--fleet takes a number from 0 to 200000.'],
		[!(speed > 0), '--speed takes a number above 0.'],
		[!Number.isInteger(seed), '--seed takes a whole number.'],
		[token?.trim() === '', '--token is empty: leave it out, or give a token.'],
		[given.app?.some(name => name.trim() === '') === true, '--app is empty: leave it out, or name an app.'],
		[!isRealism(realism), `--realism takes none, typical or hostile, not "${realism}".`],
		[
			listen !== undefined && !token,
			'--listen lets others reach the server, and whoever has its token can run commands on this computer: choose the token with --token.',
		],
		[scenario !== 'demo' && scenario !== 'empty', `--scenario takes demo or empty, not "${scenario}".`],
	];
	return [
		...unknown.map(name => `flydeck does not know the flag --${kebab(name)}. See flydeck --help.`),
		...rows.filter(([isWrong]) => isWrong).map(([, sentence]) => sentence),
	];
};

/** Runs flydeck with the arguments of a command line; answers the exit code. */
export const run = async (argv: readonly string[]): Promise<number> => {
	const parsed = parse(argv);
	const problems = usageProblems(parsed);
	if (problems.length > 0) {
		return complain(problems);
	}

	const {app, org, token, apiUrl, local, interval, journal, json, port, seed, fleet, speed} = parsed.flags;
	const scenario = parsed.flags.scenario === 'empty' ? 'empty' : 'demo';
	const localOptions = {port, scenario, seed, fleet, speed} as const;
	const [command] = parsed.input;
	if (command === 'serve') {
		const {serve} = await import('./serve.ts');
		const {stateDir, limits, faults, listen} = parsed.flags;
		const realism = isRealism(parsed.flags.realism) ? parsed.flags.realism : 'typical';
		return serve({...localOptions, token, stateDirectory: stateDir, realism, limits, faultsFile: faults, address: listen});
	}

	if (command !== undefined && command !== 'list') {
		return complain([`flydeck has no command "${command}". See flydeck --help.`]);
	}

	const resolved = await resolveConfig({
		flags: {app, org, token, apiUrl, local, interval, noJournal: !journal},
		environment: process.env,
		homeDirectory: homedir(),
		workingDirectory: process.cwd(),
		readFile: readTextFile,
	});
	if (!resolved.ok) {
		return complain(resolved.problems);
	}

	const {config} = resolved;
	const userAgent = `flydeck/${packageJson.version}`;
	if (command === 'list' || !process.stdout.isTTY) {
		const {list} = await import('./list.ts');
		return list({config, localOptions, userAgent, isJson: json});
	}

	const problem = terminalProblem({term: process.env.TERM, isInputTerminal: process.stdin.isTTY});
	if (problem !== undefined) {
		return complain([problem]);
	}

	const {showScreen} = await import('./main.tsx');
	// What is still open then (a connection that hangs, a process that will not die) must not keep the shell waiting.
	process.exit(await showScreen({config, localOptions, userAgent}));
};
