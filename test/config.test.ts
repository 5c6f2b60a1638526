import fc from 'fast-check';
import {expect, test} from 'vitest';
import {type Config, type ConfigResult, type Flags, resolveConfig} from '../source/config.ts';
import {hostileTexts, uncleanWithin} from './helpers/hostile-text.ts';

type Given = {
	readonly flags?: Partial<Flags>;
	readonly environment?: Readonly<Record<string, string | undefined>>;
	/** Texts of files; a relative path is in the working directory. */
	readonly files?: Readonly<Record<string, string>>;
};

const resolve = ({flags = {}, environment = {}, files = {}}: Given): Promise<ConfigResult> =>
	resolveConfig({
		flags: {local: false, ...flags},
		environment,
		homeDirectory: '/home/ann',
		workingDirectory: '/work',
		readFile: path => files[path] ?? files[path.replace(/^\/work\//, '')],
	});

const configOf = async (given: Given): Promise<Config> => {
	const result = await resolve(given);
	if (!result.ok) {
		throw new Error(result.problems.join('\n'));
	}

	return result.config;
};

const problemsOf = async (given: Given): Promise<readonly string[]> => {
	const result = await resolve(given);
	return result.ok ? [] : result.problems;
};

const flyFile = '/home/ann/.fly/config.yml';
const withToken = {environment: {FLY_API_TOKEN: 'secret-token'}};

test.each<{title: string; given: Given; token: string | undefined; source?: string}>([
	{title: 'nowhere', given: {}, token: undefined},
	{
		title: 'the flag before all else',
		given: {
			flags: {token: 'flag'},
			environment: {FLY_ACCESS_TOKEN: 'access', FLY_API_TOKEN: 'api'},
			files: {[flyFile]: 'access_token: file'},
		},
		token: 'flag',
		source: '--token',
	},
	{
		title: 'the environment when the flag is empty',
		given: {flags: {token: ' '}, ...withToken},
		token: 'secret-token',
		source: 'FLY_API_TOKEN',
	},
	{
		title: 'FLY_ACCESS_TOKEN before FLY_API_TOKEN',
		given: {environment: {FLY_ACCESS_TOKEN: 'access', FLY_API_TOKEN: 'api'}},
		token: 'access',
		source: 'FLY_ACCESS_TOKEN',
	},
	{
		title: 'FLY_API_TOKEN before the file',
		given: {environment: {FLY_API_TOKEN: ' api\n'}, files: {[flyFile]: 'access_token: file'}},
		token: 'api',
		source: 'FLY_API_TOKEN',
	},
	{
		title: 'the file when the first variable that exists is empty',
		given: {environment: {FLY_ACCESS_TOKEN: '', FLY_API_TOKEN: 'api'}, files: {[flyFile]: 'access_token: file'}},
		token: 'file',
		source: flyFile,
	},
	{title: 'nowhere when the variable is empty and no file is there', given: {environment: {FLY_API_TOKEN: ''}}, token: undefined},
	{
		title: 'the file in FLY_CONFIG_DIR before the one at home',
		given: {
			environment: {FLY_CONFIG_DIR: '/etc/fly'},
			files: {[flyFile]: 'access_token: home', '/etc/fly/config.yml': 'access_token: "FlyV1 fm2_a,fm2_b"\nlast_login: 2026-01-01'},
		},
		token: 'FlyV1 fm2_a,fm2_b',
		source: '/etc/fly/config.yml',
	},
	{title: 'nowhere when the file has no token', given: {files: {[flyFile]: 'last_login: 2026-01-01'}}, token: undefined},
	{title: 'nowhere when the token of the file is no text', given: {files: {[flyFile]: 'access_token: [1]'}}, token: undefined},
	{title: 'nowhere when the file is empty', given: {files: {[flyFile]: ''}}, token: undefined},
	{title: '.env', given: {files: {'.env': 'FLY_API_TOKEN="dotted"'}}, token: 'dotted', source: 'FLY_API_TOKEN'},
	{
		title: 'the environment before .env',
		given: {environment: {FLY_API_TOKEN: 'real'}, files: {'.env': 'FLY_API_TOKEN=dotted'}},
		token: 'real',
		source: 'FLY_API_TOKEN',
	},
])('the token is found: $title', async ({given, token, source}) => {
	const {connection} = await configOf(given);
	expect(connection).toEqual(
		token === undefined
			? {kind: 'local', isAskedFor: false}
			: {kind: 'remote', baseUrl: 'https://api.machines.dev', token, tokenSource: source, isExposed: false},
	);
});

test('--local wins over a token of the environment', async () => {
	expect((await configOf({flags: {local: true}, ...withToken})).connection).toEqual({kind: 'local', isAskedFor: true});
});

test.each<{title: string; given: Given; apps: readonly string[]}>([
	{title: 'none, which means all', given: withToken, apps: []},
	{title: 'the flags, repeated and as a list', given: {...withToken, flags: {app: ['a, b', 'c', 'a', '']}}, apps: ['a', 'b', 'c']},
	{
		title: 'the flag before FLY_APP',
		given: {flags: {app: ['flag']}, environment: {FLY_API_TOKEN: 'x', FLY_APP: 'variable'}},
		apps: ['flag'],
	},
	{
		title: 'FLY_APP before fly.toml',
		given: {environment: {FLY_API_TOKEN: 'x', FLY_APP: 'variable'}, files: {'fly.toml': 'app = "toml"'}},
		apps: ['variable'],
	},
	{title: 'FLY_APP without a token', given: {environment: {FLY_APP: 'variable'}}, apps: ['variable']},
	{
		title: 'fly.toml',
		given: {...withToken, files: {'fly.toml': 'app = "toml"\n[env]\nA = "b"', 'fly.json': '{"app": "json"}'}},
		apps: ['toml'],
	},
	{title: 'fly.json', given: {...withToken, files: {'fly.json': '{"app": "json"}', 'fly.yaml': 'app: yaml'}}, apps: ['json']},
	{title: 'fly.yaml', given: {...withToken, files: {'fly.yaml': 'app: yaml'}}, apps: ['yaml']},
	{
		title: 'the next file when one names no app',
		given: {...withToken, files: {'fly.toml': '', 'fly.json': '[]', 'fly.yaml': 'app: yaml'}},
		apps: ['yaml'],
	},
	{title: 'not fly.toml for the local server', given: {files: {'fly.toml': 'app = "toml"'}}, apps: []},
])('the apps are found: $title', async ({given, apps}) => {
	expect((await configOf(given)).apps).toEqual(apps);
});

test.each<{given: Given; organization: string}>([
	{given: {}, organization: 'personal'},
	{given: {environment: {FLY_ORGANIZATION: 'long'}}, organization: 'long'},
	{given: {environment: {FLY_ORG: 'short', FLY_ORGANIZATION: 'long'}}, organization: 'short'},
	{given: {environment: {FLY_ORG: '', FLY_ORGANIZATION: 'long'}}, organization: 'long'},
	{given: {flags: {org: 'flag'}, environment: {FLY_ORG: 'short'}}, organization: 'flag'},
	{given: {flags: {org: ''}, environment: {FLY_ORG: 'short'}}, organization: 'short'},
])('the organization is $organization for $given', async ({given, organization}) => {
	expect((await configOf(given)).organization).toBe(organization);
});

test.each([
	{flag: undefined, flaps: undefined, host: undefined, baseUrl: 'https://api.machines.dev'},
	{flag: undefined, flaps: undefined, host: 'http://_api.internal:4280', baseUrl: 'http://_api.internal:4280'},
	{flag: undefined, flaps: 'http://flaps:1', host: 'http://host:2', baseUrl: 'http://flaps:1'},
	{flag: undefined, flaps: '', host: 'http://host:2', baseUrl: 'http://host:2'},
	{flag: 'http://flag:3', flaps: 'http://flaps:1', host: 'http://host:2', baseUrl: 'http://flag:3'},
	{flag: 'http://127.0.0.1:4280///', flaps: undefined, host: undefined, baseUrl: 'http://127.0.0.1:4280'},
	{flag: ' HTTP://[::1]:4280 ', flaps: undefined, host: undefined, baseUrl: 'HTTP://[::1]:4280'},
	{flag: 'https://proxy.example/fly/', flaps: undefined, host: undefined, baseUrl: 'https://proxy.example/fly'},
	{flag: 'https://api.machines.dev/v1', flaps: undefined, host: undefined, baseUrl: 'https://api.machines.dev'},
	{flag: 'https://proxy.example/fly/v1/', flaps: undefined, host: undefined, baseUrl: 'https://proxy.example/fly'},
	{flag: 'https://proxy.example/fly1', flaps: undefined, host: undefined, baseUrl: 'https://proxy.example/fly1'},
])('the base URL of flag $flag, FLY_FLAPS_BASE_URL $flaps and FLY_API_HOSTNAME $host is $baseUrl', async row => {
	const config = await configOf({
		flags: {apiUrl: row.flag},
		environment: {FLY_API_TOKEN: 'secret-token', FLY_FLAPS_BASE_URL: row.flaps, FLY_API_HOSTNAME: row.host},
	});
	expect(config.connection).toMatchObject({baseUrl: row.baseUrl});
});

test.each([
	{
		url: 'api.machines.dev',
		problem: 'FLY_API_HOSTNAME is "api.machines.dev", which has no scheme. Write https://api.machines.dev instead.',
	},
	{url: 'localhost:4280', problem: 'FLY_API_HOSTNAME is "localhost:4280", which has no scheme. Write http://localhost:4280 instead.'},
	{url: '127.0.0.1:4280/x', problem: 'FLY_API_HOSTNAME is "127.0.0.1:4280/x", which has no scheme. Write http://127.0.0.1:4280/x instead.'},
	{
		url: '_api.internal:4280',
		problem: 'FLY_API_HOSTNAME is "_api.internal:4280", which has no scheme. Write http://_api.internal:4280 instead.',
	},
	{url: '[::1]:4280', problem: 'FLY_API_HOSTNAME is "[::1]:4280", which has no scheme. Write http://[::1]:4280 instead.'},
	{url: 'ftp://host', problem: expect.stringContaining('only http:// and https://')},
	{url: 'unix:///.fly/api', problem: expect.stringContaining('only http:// and https://')},
	{url: 'http://', problem: expect.stringContaining('not a URL')},
	{url: 'http:/127.0.0.1', problem: expect.stringContaining('not a URL')},
	{url: 'http://host:port', problem: expect.stringContaining('not a URL')},
	{url: 'two words', problem: expect.stringContaining('not a URL')},
	{url: 'http://ann:pass-word@host', problem: expect.not.stringContaining('pass-word')},
	{url: 'http://host/?a=b', problem: expect.stringContaining('more than an address')},
])('the base URL $url is answered with a sentence', async ({url, problem}) => {
	const environment = {FLY_API_TOKEN: 'secret-token', FLY_API_HOSTNAME: url};
	expect(await problemsOf({environment})).toEqual([problem]);
});

test('a base URL is checked without a token too, but not with --local', async () => {
	const environment = {FLY_API_HOSTNAME: 'api.machines.dev'};
	expect(await problemsOf({environment})).toHaveLength(1);
	expect(await problemsOf({environment, flags: {local: true}})).toEqual([]);
});

test.each([
	{interval: undefined, intervalMs: undefined},
	{interval: '5', intervalMs: 5000},
	{interval: '5s', intervalMs: 5000},
	{interval: '2.5', intervalMs: 2500},
	{interval: ' 2500ms ', intervalMs: 2500},
	{interval: '1m', intervalMs: 60_000},
	{interval: '1', intervalMs: 1000},
])('the interval $interval is $intervalMs ms', async ({interval, intervalMs}) => {
	expect((await configOf({flags: {interval}})).intervalMs).toBe(intervalMs);
});

test.each(['', '0', '500ms', '0.9s', '-5', '5 s', 'often', '1e9', '2h', '99999m', 'Infinity'])(
	'the interval "%s" is answered with a sentence',
	async interval => {
		expect(await problemsOf({flags: {interval}})).toEqual([
			`--interval is "${interval}". Write a time from 1s to 60m, like 5s, 2500ms or 1m.`,
		]);
	},
);

test.each([
	{state: undefined, directory: '/home/ann/.local/state/flydeck'},
	{state: '', directory: '/home/ann/.local/state/flydeck'},
	{state: 'relative', directory: '/home/ann/.local/state/flydeck'},
	{state: '/var/state', directory: '/var/state/flydeck'},
])('the state directory with XDG_STATE_HOME $state is $directory', async ({state, directory}) => {
	expect((await configOf({environment: {XDG_STATE_HOME: state}})).stateDirectory).toBe(directory);
});

test('the journal is kept unless it was declined', async () => {
	expect((await configOf({})).journal).toBe(true);
	expect((await configOf({flags: {noJournal: true}})).journal).toBe(false);
});

test('only names of Fly and of flydeck are taken from .env', async () => {
	const config = await configOf({files: {'.env': 'XDG_STATE_HOME=/elsewhere\nFLY_ORG=acme\n'}});
	expect(config.stateDirectory).toBe('/home/ann/.local/state/flydeck');
	expect(config.organization).toBe('acme');
});

const evil = 'FLY_API_HOSTNAME=https://evil.example';

test.each<[string, Given, boolean]>([
	['an address in .env with a token of the environment', {environment: {FLY_API_TOKEN: 'real'}, files: {'.env': evil}}, false],
	['an address in .env with a token of the flag', {flags: {token: 'real'}, files: {'.env': evil}}, false],
	['an address and a token in .env', {files: {'.env': `${evil}\nFLY_API_TOKEN=dotted`}}, true],
	['a private address in .env', {environment: {FLY_API_TOKEN: 'real'}, files: {'.env': 'FLY_API_HOSTNAME=http://127.0.0.1:4280'}}, true],
	[
		'the public address in .env',
		{environment: {FLY_API_TOKEN: 'real'}, files: {'.env': 'FLY_API_HOSTNAME=https://api.machines.dev'}},
		true,
	],
	['an address in the environment', {environment: {FLY_API_TOKEN: 'real', FLY_API_HOSTNAME: 'https://evil.example'}}, true],
])('%s: a token goes only where its owner sends it', async (_, given, isTaken) => {
	const result = await resolve(given);
	expect(result.ok).toBe(isTaken);
	expect(JSON.stringify(result.ok ? [] : result.problems)).not.toContain('real');
});

test('a variable that is set to nothing is not filled from .env', async () => {
	const given = {environment: {FLY_API_TOKEN: ''}, files: {'.env': 'FLY_API_TOKEN=dotted'}};
	expect((await configOf(given)).connection).toEqual({kind: 'local', isAskedFor: false});
});

test.each([
	{name: flyFile, text: 'access_token: "secret-token\n  - [', given: {}, says: `The file ${flyFile} cannot be read: it is not valid YAML.`},
	{
		name: 'fly.toml',
		text: 'app = secret-token',
		given: withToken,
		says: 'The file fly.toml cannot be read: it is not valid TOML. Name the app with --app.',
	},
	{
		name: 'fly.json',
		text: '{"app": "secret-token',
		given: withToken,
		says: 'The file fly.json cannot be read: it is not valid JSON. Name the app with --app.',
	},
])('a broken $name is answered with a sentence that does not quote it', async ({name, text, given, says}) => {
	expect(await problemsOf({...given, files: {[name]: text}})).toEqual([says]);
});

test('a broken file of flyctl does not matter when the token is given another way', async () => {
	expect(await problemsOf({...withToken, files: {[flyFile]: '"'}})).toEqual([]);
});

test('all problems are told at once', async () => {
	const problems = await problemsOf({
		flags: {interval: 'often', apiUrl: 'ftp://host'},
		files: {'fly.toml': 'app = "a"', [flyFile]: '"'},
	});
	expect(problems).toHaveLength(3);
});

test('no problem tells a token, even when it stands in the wrong place', async () => {
	const tokens = fc.constantFrom('fm2_lJPECAAAA+/abc=', 'fo1_Zk9yX3Rlc3Q', 'a-plain-secret-word');
	await fc.assert(
		fc.asyncProperty(tokens, fc.constantFrom('', 'ftp://', 'http://x?', 'x '), async (token, before) => {
			const problems = await problemsOf({
				flags: {interval: `${before}${token}`, apiUrl: `${before}${token}/`},
				environment: {FLY_API_TOKEN: `FlyV1 ${token}`},
			});
			expect(problems).toHaveLength(2);
			expect(problems.join(' ')).not.toContain(token);
		}),
	);
});

test.each<{title: string; given: Given; patterns: readonly string[]}>([
	{title: 'nothing', given: withToken, patterns: []},
	{
		title: 'the flags, repeated and as lists',
		given: {flags: {protect: ['app:a, region:fra', 'b-*']}},
		patterns: ['app:a', 'region:fra', 'app:b-*'],
	},
	{title: 'the environment', given: {environment: {FLYDECK_PROTECT: 'prod-*'}}, patterns: ['app:prod-*']},
	{title: '.env', given: {files: {'.env': 'FLYDECK_PROTECT=region:f*'}}, patterns: ['region:f*']},
	{
		title: 'the flag and the environment, of which neither takes from the other',
		given: {flags: {protect: ['app:a']}, environment: {FLYDECK_PROTECT: 'app:b'}},
		patterns: ['app:a', 'app:b'],
	},
	{title: 'nothing where the variable is empty', given: {environment: {FLYDECK_PROTECT: ' , '}}, patterns: []},
])('protected is $title', async ({given, patterns}) => {
	expect((await configOf(given)).protection.map(({text}) => text)).toEqual(patterns);
});

test.each(['org:acme', 'app:', ':fra', 'app:a b', 'prod-?', '[ab]', 'app:region:fra', 'prod/*'])(
	'"%s" protects nothing, and that is told',
	async pattern => {
		const wording = `has "${pattern}", which protects nothing. Write app:prod-*, region:fra or prod-*: * is the only wildcard.`;
		expect(await problemsOf({flags: {protect: ['app:a', pattern]}})).toEqual([`--protect ${wording}`]);
		expect(await problemsOf({environment: {FLYDECK_PROTECT: pattern}})).toEqual([`FLYDECK_PROTECT ${wording}`]);
	},
);

const isExposedAt = async (url: string, given: Given = {}): Promise<boolean> => {
	const {connection} = await configOf({...given, environment: {...withToken.environment, FLY_API_HOSTNAME: url, ...given.environment}});
	return connection.kind === 'remote' && connection.isExposed;
};

test.each([
	'http://api.machines.dev',
	'http://example.com:4280',
	'http://8.8.8.8',
	'http://134744072',
	'http://172.32.0.1',
	'http://192.169.0.1',
	'http://11.0.0.1',
	'http://[2606:4700::1111]',
	'http://[::ffff:8.8.8.8]',
	'http://internal.example.com',
	'http://localhost.example.com',
	'http://10.0.0.1.example.com',
	'http://notlocalhost',
])('the token could be read on its way to %s, until somebody says that it may', async url => {
	expect(await isExposedAt(url)).toBe(true);
	expect(await isExposedAt(url, {flags: {allowPlainHttp: true}})).toBe(false);
	expect(await isExposedAt(url, {environment: {FLYDECK_ALLOW_PLAIN_HTTP: '1'}})).toBe(false);
	expect(await isExposedAt(url.replace('http:', 'https:'))).toBe(false);
});

test.each([
	'http://localhost:4280',
	'http://api.localhost',
	'http://127.0.0.1:4280',
	'http://127.9.9.9',
	'http://0.0.0.0:4280',
	'http://10.1.2.3',
	'http://172.16.0.1',
	'http://172.31.255.255',
	'http://192.168.1.1',
	'http://169.254.1.1',
	'http://[::1]:4280',
	'http://[fdaa::3]:4280',
	'http://[fe80::1]',
	'http://[::ffff:127.0.0.1]',
	'http://_api.internal:4280',
	'http://API.INTERNAL.:4280',
	'http://nas.local',
])('nobody else is on the way to %s', async url => {
	expect(await isExposedAt(url)).toBe(false);
});

test('a word that neither allows plain HTTP nor forbids it is told', async () => {
	const environment = {...withToken.environment, FLYDECK_ALLOW_PLAIN_HTTP: 'maybe'};
	expect(await problemsOf({environment})).toEqual(['FLYDECK_ALLOW_PLAIN_HTTP is "maybe". Write 1 or 0.']);
});

test.each(hostileTexts)('%s in .env and in fly.toml is printable in what becomes of it', async (_name, text) => {
	const line = text.replaceAll(/[\r\n"]/g, '');
	const env = `FLY_ORG="x${line}"\nFLY_APP="y${line}"\nFLYDECK_READ_ONLY="z${line}"`;
	const file = {'/work/fly.toml': `app = ${JSON.stringify(`x${text.toWellFormed()}`)}`};
	const results = await Promise.all([
		resolve({...withToken, files: {'/work/.env': env}}),
		resolve({...withToken, files: {'/work/.env': env.replace(/\n.*READ_ONLY.*/, '')}}),
		resolve({...withToken, files: file}),
	]);
	expect(results.map(({ok}) => ok)).toContain(true);
	expect(uncleanWithin(results, path => path.includes('problem'))).toEqual([]);
});
