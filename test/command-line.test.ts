import fc from 'fast-check';
import {expect, test} from 'vitest';
import {readCommandLine} from '../source/command-line.ts';

const problemsOf = (argv: readonly string[]): readonly string[] => {
	const line = readCommandLine(argv);
	return line.kind === 'wrong' ? line.problems : [];
};

test.each([
	{argv: [], command: 'screen', given: {}},
	{argv: ['list'], command: 'list', given: {}},
	{argv: ['serve', '--port', '4280'], command: 'serve', given: {port: ['4280']}},
	{argv: ['--port=0', 'serve'], command: 'serve', given: {port: ['0']}},
	{argv: ['-a', 'web', '--app', 'api,db', '-o', 'acme'], command: 'screen', given: {app: ['web', 'api,db'], org: ['acme']}},
	{argv: ['list', '--json', '--local'], command: 'list', given: {json: [''], local: ['']}},
	{argv: ['--no-journal', '--interval', ' 5s '], command: 'screen', given: {'no-journal': [''], interval: ['5s']}},
	{argv: ['serve', '--listen', '0.0.0.0', '--token=-x'], command: 'serve', given: {listen: ['0.0.0.0'], token: ['-x']}},
	{argv: ['list', '--local', '--speed', '0.5', '--seed', '7'], command: 'list', given: {local: [''], speed: ['0.5'], seed: ['7']}},
	{argv: ['start', '--no-journal', 'web-1', 'web-2'], command: 'start', given: {'no-journal': ['']}, words: ['web-1', 'web-2']},
	{
		argv: ['stop', 'state:started region:fra', '--yes', '--parallel', '3', '--signal', 'SIGINT', '--timeout', '30'],
		command: 'stop',
		given: {yes: [''], parallel: ['3'], signal: ['SIGINT'], timeout: ['30']},
		words: ['state:started region:fra'],
	},
	{argv: ['record', 'x.jsonl', '--force', '-a', 'web'], command: 'record', given: {force: [''], app: ['web']}, words: ['x.jsonl']},
	{argv: ['replay', 'x.jsonl'], command: 'replay', given: {}, words: ['x.jsonl']},
	{argv: ['serve', '--replay', 'x.jsonl', '--speed', '10'], command: 'serve', given: {replay: ['x.jsonl'], speed: ['10']}},
	{argv: ['stop', '--', '-region:fra'], command: 'stop', given: {}, inner: ['-region:fra']},
	{argv: ['delete', '--force', 'web-1'], command: 'delete', given: {force: ['']}, words: ['web-1']},
	{argv: ['lease', 'show', 'web-1', '--json'], command: 'lease', given: {json: ['']}, words: ['show', 'web-1']},
	{argv: ['lease', 'break', 'web-1', '--owner', 'me'], command: 'lease', given: {owner: ['me']}, words: ['break', 'web-1']},
	{argv: ['edit', 'web-1', '--file', 'web.json', '--yes'], command: 'edit', given: {file: ['web.json'], yes: ['']}, words: ['web-1']},
	{argv: ['edit', 'web-1', '--file', '-', '--yes'], command: 'edit', given: {file: ['-'], yes: ['']}, words: ['web-1']},
	{argv: ['edit', '--file', '-', 'web-1'], command: 'edit', given: {file: ['-']}, words: ['web-1']},
	{argv: ['edit', '--file=-', 'web-1'], command: 'edit', given: {file: ['-']}, words: ['web-1']},
	{argv: ['back', 'web-1', '--version', '2'], command: 'back', given: {version: ['2']}, words: ['web-1']},
	{argv: ['compare', 'web-1', 'web-2', '--json'], command: 'compare', given: {json: ['']}, words: ['web-1', 'web-2']},
	{argv: ['compare', '--version', '01J', 'web-1'], command: 'compare', given: {version: ['01J']}, words: ['web-1']},
	{
		argv: ['create', '-a', 'web', '--file', 'w.json', '--name', 'web-9', '--region', 'fra', '--skip-launch'],
		command: 'create',
		given: {app: ['web'], file: ['w.json'], name: ['web-9'], region: ['fra'], 'skip-launch': ['']},
	},
	{argv: ['clone', 'web-1', '--region', 'ams'], command: 'clone', given: {region: ['ams']}, words: ['web-1']},
	{argv: ['versions', 'web-1'], command: 'versions', given: {}, words: ['web-1']},
	{argv: ['metadata', 'set', 'web-1', 'a=b', '--yes'], command: 'metadata', given: {yes: ['']}, words: ['set', 'web-1', 'a=b']},
	{
		argv: ['logs', 'app:web', '--follow', '--since', '1h', '--filter', '/error/'],
		command: 'logs',
		given: {follow: [''], since: ['1h'], filter: ['/error/']},
		words: ['app:web'],
	},
	{argv: ['apps'], command: 'apps', given: {}},
	{argv: ['apps', 'delete', 'web', '--force'], command: 'apps', given: {force: ['']}, words: ['delete', 'web']},
	{
		argv: ['volumes', 'create', 'data', '--size', '10', '--region', 'fra', '--encrypted', 'no', '-a', 'web'],
		command: 'volumes',
		given: {app: ['web'], region: ['fra'], size: ['10'], encrypted: ['no']},
		words: ['create', 'data'],
	},
	{argv: ['secrets', 'list', '--json', '--local'], command: 'secrets', given: {json: [''], local: ['']}, words: ['list']},
	{argv: ['wait', 'web-1', '--wait-for=stopped'], command: 'wait', given: {'wait-for': ['stopped']}, words: ['web-1']},
	{
		argv: ['exec', '-a', 'web', 'web-1', '--', 'ls', '-a', '--app', 'x', '--', 'y'],
		command: 'exec',
		given: {app: ['web']},
		words: ['web-1'],
		inner: ['ls', '-a', '--app', 'x', '--', 'y'],
	},
])('$argv asks for $command with $given', ({argv, command, given, words = [], inner = []}) => {
	expect(readCommandLine(argv)).toEqual({kind: 'run', command, given: new Map(Object.entries(given)), words, inner});
});

test.each([
	{argv: ['--help'], kind: 'help'},
	{argv: ['-h'], kind: 'help'},
	{argv: ['help'], kind: 'help'},
	{argv: ['help', 'list'], kind: 'help'},
	{argv: ['list', '--help'], kind: 'help'},
	{argv: ['serve', '--help', '--odd'], kind: 'help'},
	{argv: ['help', 'stop'], kind: 'help', command: 'stop'},
	{argv: ['stop', 'web-1', '-h'], kind: 'help', command: 'stop'},
	{argv: ['help', 'volumes'], kind: 'help', command: 'volumes'},
	{argv: ['logs', '--help'], kind: 'help', command: 'logs'},
	{argv: ['--version'], kind: 'version'},
	{argv: ['list', '--version'], kind: 'version'},
	{argv: ['edit', '--version'], kind: 'version'},
	{argv: ['--version', 'back'], kind: 'version'},
])('$argv asks for $kind', ({argv, ...asked}) => {
	expect(readCommandLine(argv)).toEqual(asked);
});

test.each([
	{argv: ['record'], says: 'flydeck record takes one file to write to: flydeck record incident.jsonl.'},
	{argv: ['record', ''], says: 'flydeck record takes one file to write to: flydeck record incident.jsonl.'},
	{argv: ['history', ' '], says: 'flydeck history takes one machine, by its id or name: flydeck history web-1 --since 24h.'},
	{argv: ['replay', 'a', 'b'], says: 'flydeck replay takes one file that flydeck record wrote: flydeck replay incident.jsonl.'},
	{
		argv: ['serve', '--keep-times'],
		says: '--keep-times is for a recording that is answered: add --replay FILE, or leave --keep-times out.',
	},
	{
		argv: ['serve', '--replay', 'x', '--fleet', '5'],
		says: '--fleet is for a server with machines, and --replay answers what was recorded: leave one of them out.',
	},
	{argv: ['--frob'], says: 'flydeck does not know the flag --frob. See flydeck --help.'},
	{argv: ['-z'], says: 'flydeck does not know the flag -z. See flydeck --help.'},
	{argv: ['--no-frob'], says: 'flydeck does not know the flag --no-frob. See flydeck --help.'},
	{argv: ['--constructor'], says: 'flydeck does not know the flag --constructor. See flydeck --help.'},
	{argv: ['dance'], says: 'flydeck has no command "dance". See flydeck --help.'},
	{argv: ['screen'], says: 'flydeck has no command "screen". See flydeck --help.'},
	{argv: [''], says: 'flydeck has no command "". See flydeck --help.'},
	{argv: ['list', 'serve'], says: 'flydeck takes one command, and got 2: list serve.'},
	{argv: ['--local=maybe'], says: '--local takes no value.'},
	{argv: ['--app'], says: '--app needs a value. See flydeck --help.'},
	{argv: ['--app', '--local'], says: '--app needs a value. See flydeck --help.'},
	{argv: ['-oacme'], says: 'Put a space between -o and its value.'},
	{argv: ['--token', '-x'], says: '--token needs a value. See flydeck --help.'},
	{argv: ['-a'], says: '-a needs a value. See flydeck --help.'},
	{argv: ['--app', ', '], says: '--app takes the name of an app, or more with commas between them, not ", ".'},
	{argv: ['--port'], says: '--port needs a value. See flydeck --help.'},
	{argv: ['--port', '99999'], says: '--port takes a whole number from 0 to 65535, not "99999".'},
	{argv: ['--port', 'abc'], says: '--port takes a whole number from 0 to 65535, not "abc".'},
	{argv: ['--fleet', '-1'], says: '--fleet takes a whole number from 0 to 200000, not "-1".'},
	{argv: ['--seed', '1.5'], says: '--seed takes a whole number from 0 to 4294967295, not "1.5".'},
	{argv: ['--speed', '0'], says: '--speed takes a number above 0, not "0".'},
	{argv: ['--speed', 'Infinity'], says: '--speed takes a number above 0, not "Infinity".'},
	{argv: ['--scenario', 'odd'], says: '--scenario takes demo or empty, not "odd".'},
	{argv: ['serve', '--realism', 'odd'], says: '--realism takes none, typical or hostile, not "odd".'},
	{argv: ['--org', 'a', '--org', 'b'], says: '--org can be given once, and is here 2 times.'},
	{argv: ['--state-dir', '/x'], says: '--state-dir belongs to flydeck serve, not to flydeck. See flydeck --help.'},
	{argv: ['serve', '--app', 'web'], says: '--app is not for flydeck serve. See flydeck --help.'},
	{argv: ['list', '--yes'], says: '--yes is not for flydeck list. See flydeck --help.'},
	{
		argv: ['start', 'web-1', '--signal', 'SIGINT'],
		says: '--signal belongs to flydeck stop, flydeck restart and flydeck signal, not to flydeck start. See flydeck --help.',
	},
	{
		argv: ['stop', 'web-1', '--force'],
		says: '--force belongs to flydeck delete, flydeck apps and flydeck record, not to flydeck stop. See flydeck --help.',
	},
	{argv: ['stop', 'web-1', '--parallel', '0'], says: '--parallel takes a whole number from 1 to 100, not "0".'},
	{argv: ['stop', 'web-1', '--timeout', '5s'], says: '--timeout takes a whole number of seconds from 1 to 86400, not "5s".'},
	{
		argv: ['stop', 'web-1', '--seed', '1'],
		says: '--seed belongs to flydeck, flydeck list, flydeck record and flydeck serve, not to flydeck stop. See flydeck --help.',
	},
	{argv: ['logs', 'web-1', '--since', 'now'], says: '--since takes a time such as 90s, 15m, 1h or 2d, not "now".'},
	{argv: ['logs', 'web-1', '--yes'], says: '--yes is not for flydeck logs. See flydeck --help.'},
	{argv: ['volumes', '--size', '0'], says: '--size takes a whole number of GB, 1 or more, not "0".'},
	{argv: ['volumes', '--encrypted', 'maybe'], says: '--encrypted takes yes or no, not "maybe".'},
	{argv: ['ips', 'assign', 'v6', '--region', 'F'], says: '--region takes a code such as fra, or nothing, not "F".'},
	{argv: ['secrets', 'set', 'KEY', '--value=hunter2'], says: 'flydeck does not know the flag --value. See flydeck --help.'},
	{argv: ['list', '--follow'], says: '--follow belongs to flydeck logs, not to flydeck list. See flydeck --help.'},
	{argv: ['back', 'web-1', '--version'], says: '--version needs a value. See flydeck --help.'},
	{argv: ['edit', 'web-1', '--parallel', '2'], says: '--parallel is not for flydeck edit. See flydeck --help.'},
	{argv: ['compare', 'web-1', '--yes'], says: '--yes is not for flydeck compare. See flydeck --help.'},
	{
		argv: ['back', 'web-1', '--file', 'x'],
		says: '--file belongs to flydeck edit, flydeck compare, flydeck create and flydeck clone, not to flydeck back. See flydeck --help.',
	},
	{argv: ['create', '--name', 'web 1'], says: '--name takes letters, digits and dashes, 63 at most, not "web 1".'},
	{
		argv: ['edit', 'web-1', '--name', 'x'],
		says: '--name belongs to flydeck create and flydeck clone, not to flydeck edit. See flydeck --help.',
	},
	{argv: ['stop', '-state:started'], says: '-state:started would be read as a flag: write !state:started, or put it after --.'},
	{argv: ['list', '--interval', '5'], says: '--interval belongs to flydeck and flydeck record, not to flydeck list. See flydeck --help.'},
	{
		argv: ['--local', '--api-url', 'http://x'],
		says: '--local shows the demo of this computer, and --api-url is for another API: leave one of them out.',
	},
	{
		argv: ['list', '--token', 't', '--local'],
		says: '--local shows the demo of this computer, and --token is for another API: leave one of them out.',
	},
	{
		argv: ['serve', '--listen', '0.0.0.0'],
		says: '--listen lets others reach the server, and whoever has its token can run commands on this computer: choose the token with --token.',
	},
])('$argv is answered: $says', ({argv, says}) => {
	expect(problemsOf(argv)).toEqual([says]);
});

const texts = ['app', 'org', 'token', 'api-url', 'interval', 'port', 'scenario', 'seed', 'fleet', 'speed'];
const textsOfServe = ['token', 'port', 'scenario', 'seed', 'fleet', 'speed', 'state-dir', 'realism', 'faults', 'listen'];

test.each([
	...texts.map(name => [`--${name}`, ' ']),
	...texts.map(name => [`--${name}=`]),
	...textsOfServe.map(name => ['serve', `--${name}`, '']),
	['list', '--token', ''],
	['list', '--app', ''],
])('%s %s %s: an empty value is refused', (...argv) => {
	expect(problemsOf(argv)).toEqual([expect.stringMatching(/^--[a-z-]+ is empty: leave it out, or give it a value\.$/)]);
});

test('every problem is told at once', () => {
	expect(problemsOf(['serve', '--frob', '--port', 'x', '--json'])).toHaveLength(3);
});

test('no command line makes it throw, and whatever is wrong with one is told in sentences', () => {
	const word = fc.oneof(
		fc.string(),
		fc.constantFrom('list', 'serve', '--', '-', '--app', '--port', '--local', '-a', '--app.x', '--__proto__'),
	);
	fc.assert(
		fc.property(fc.array(word, {maxLength: 6}), argv => {
			const line = readCommandLine(argv);
			expect(line.kind === 'wrong' ? line.problems.length : 1).toBeGreaterThan(0);
		}),
	);
});
