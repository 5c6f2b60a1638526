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
])('$argv asks for $command with $given', ({argv, command, given}) => {
	expect(readCommandLine(argv)).toEqual({kind: 'run', command, given: new Map(Object.entries(given))});
});

test.each([
	{argv: ['--help'], kind: 'help'},
	{argv: ['-h'], kind: 'help'},
	{argv: ['help'], kind: 'help'},
	{argv: ['help', 'list'], kind: 'help'},
	{argv: ['list', '--help'], kind: 'help'},
	{argv: ['serve', '--help', '--odd'], kind: 'help'},
	{argv: ['--version'], kind: 'version'},
	{argv: ['list', '--version'], kind: 'version'},
])('$argv asks for $kind', ({argv, kind}) => {
	expect(readCommandLine(argv)).toEqual({kind});
});

test.each([
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
	{argv: ['-oacme'], says: 'Put a space after -o: -o acme.'},
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
	{argv: ['serve', '--app', 'web'], says: '--app belongs to flydeck and flydeck list, not to flydeck serve. See flydeck --help.'},
	{argv: ['list', '--interval', '5'], says: '--interval belongs to flydeck, not to flydeck list. See flydeck --help.'},
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
