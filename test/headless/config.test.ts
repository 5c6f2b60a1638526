import {describe, expect, test, vi} from 'vitest';
import type {JsonObject} from '../../source/domain/json.ts';
import type {RunEditor} from '../../source/runtime/editor.ts';
import {eventually} from '../helpers/eventually.ts';
import {type FlowServer, startFlowServer} from '../helpers/flow-server.ts';
import {createMemoryFiles} from '../helpers/memory-files.ts';
import {runAct} from '../helpers/run-act.ts';

vi.setConfig({testTimeout: 30_000});

/** What the API adds to a config that does not say it. */
const usual = {init: {}, guest: {cpu_kind: 'shared', cpus: 1, memory_mb: 256}};
const before = {image: 'nginx', ...usual, env: {LEVEL: 'info', API_TOKEN: 'hunter2'}};
const after = {...before, env: {LEVEL: 'debug', API_TOKEN: 'hunter3'}};
const path = 'web.json';

const machinePath = (id: string): string => `/v1/apps/web/machines/${id}`;

const start = async (config: JsonObject = before) => {
	const server = await startFlowServer();
	const id = await server.launch(config, {name: 'web-1'});
	const files = createMemoryFiles();
	files.write(path, `// of web-1\n${JSON.stringify(after)}`);
	/** Runs a sub-command to its end. */
	const run = async (command: string, options: Partial<Parameters<typeof runAct>[1]> = {}) => {
		const {done, told} = await runAct(server, {command, words: ['web-1'], files, ...options});
		return {done: await done, told};
	};
	const envNow = async () => Object((await server.call('GET', machinePath(id))).body.config).env;
	return {server, id, files, run, envNow};
};

/** Gives the machine a config as somebody else would. */
const changeBeside = async ({call, waitFor}: FlowServer, id: string, config: JsonObject): Promise<void> => {
	await call('POST', machinePath(id), {config});
	await waitFor(id, 'started');
};

const leaseStatus = async ({call}: FlowServer, id: string): Promise<number> => (await call('GET', `${machinePath(id)}/lease`)).status;

const machineCount = async ({call}: FlowServer): Promise<number> => (await call('GET', '/v1/apps/web/machines')).list.length;

const acts = ({writes}: FlowServer): readonly string[] => writes().filter(line => !line.includes('/lease'));

const changed = [
	{path: 'env.LEVEL', kind: 'changed', beforeText: '"info"', afterText: '"debug"'},
	{path: 'env.API_TOKEN', kind: 'changed', beforeText: '(masked)', afterText: '(masked)'},
];

/** An editor that does one thing to a file after the other. */
const editorOf = (files: ReturnType<typeof createMemoryFiles>, ...edits: ReadonlyArray<(text: string) => string>): RunEditor => {
	const left = [...edits];
	return async opened => {
		files.write(opened, left.shift()?.(files.read(opened)) ?? files.read(opened));
		return undefined;
	};
};

const toDebug = (text: string): string => text.replace('"info"', '"debug"');

describe('edit', () => {
	test('tells what would change, with secrets masked, and gives the machine the config of a file under a lease', async () => {
		const {server, id, run, envNow} = await start();
		const {done, told} = await run('edit', {file: path});
		expect(done).toMatchObject({
			results: [
				{isOk: true, isSkipped: false, text: expect.stringMatching(/^web-1 has the new config and is started, after /), changes: changed},
			],
		});
		expect(told).toEqual([
			'change: 1 machine',
			`  ${id}  started  web  web-1`,
			'new config: web.json, 2 changes',
			'  changed env.LEVEL: "info" -> "debug"',
			'  changed env.API_TOKEN: (masked) -> (masked)',
			'What runs is stopped, and started anew with this config.',
			'web-1: giving it the new config',
		]);
		expect(await envNow()).toEqual(after.env);
		expect(await leaseStatus(server, id)).toBe(404);
		expect(acts(server)).toHaveLength(1);
		expect(server.writes().filter(line => line.includes('/lease')).length).toBeGreaterThan(1);
	});

	test('tells what the API would pass over', async () => {
		const {files, run} = await start();
		files.write(path, JSON.stringify({...after, enw: {}}));
		const {told} = await run('edit', {file: path, isYes: false});
		expect(told).toContainEqual(expect.stringMatching(/^the API passes over it: .*enw/));
	});

	test('of nothing is good, sends nothing and says so', async () => {
		const {server, files, run} = await start();
		files.write(path, JSON.stringify(before));
		expect((await run('edit', {file: path, isYes: false})).done).toMatchObject({
			results: [{isOk: true, isSkipped: true, text: 'web-1: nothing differs, and nothing was sent.', changes: []}],
		});
		expect(server.writes()).toEqual([]);
	});

	test.each([
		{text: '{\n  "image": "nginx",\n  oops\n}', why: /^web\.json holds no good config: line 3, column 3: /},
		{text: '{"image": "nginx", "guest": {"memory_mb": 100}}', why: /^web\.json holds no good config: .*memory/},
		{text: '// nothing\n', why: /there is no config in this text/},
		{text: undefined, why: /^There is no file other\.json\.$/},
	])('of a file that cannot be used is refused: $why', async ({text, why}) => {
		const {server, files, run} = await start();
		files.write(path, text ?? '');
		const {done} = await run('edit', {file: text === undefined ? 'other.json' : path});
		expect(done).toMatchObject({kind: 'wrong', why: expect.stringMatching(why)});
		expect(server.writes()).toEqual([]);
	});

	test.each([
		{answer: 'n', kind: 'no'},
		{answer: undefined, kind: 'no'},
		{answer: 'y', kind: 'done'},
	])('is asked, and answered with "$answer": $kind', async ({answer, kind}) => {
		const {server, run} = await start();
		const questions: string[] = [];
		const ask = async (question: string) => {
			questions.push(question);
			return answer;
		};
		expect((await run('edit', {file: path, isYes: false, ask})).done.kind).toBe(kind);
		expect(questions).toEqual(['change it? y/N ']);
		expect(acts(server)).toHaveLength(kind === 'done' ? 1 : 0);
	});

	test('is not done where nobody can be asked, nor without a file where there is no terminal for an editor', async () => {
		const {server, run} = await start();
		expect((await run('edit', {file: path, isYes: false})).done).toEqual({
			kind: 'unasked',
			why: 'Nothing was done: there is no terminal to ask on. Add --yes to change without a question.',
		});
		expect((await run('edit')).done).toEqual({
			kind: 'unasked',
			why: 'Nothing was done: there is no terminal for an editor. Give the config with --file.',
		});
		expect(server.writes()).toEqual([]);
	});

	test('leaves a machine alone that somebody else changed between what was read and the yes', async () => {
		const {server, id, run, envNow} = await start();
		const theirs = {image: 'nginx', env: {LEVEL: 'theirs'}};
		const ask = async () => {
			await changeBeside(server, id, theirs);
			return 'y';
		};
		expect((await run('edit', {file: path, isYes: false, ask})).done).toMatchObject({
			results: [{isOk: false, isSkipped: true, text: expect.stringMatching(/changed by somebody else .*nothing was sent\.$/)}],
		});
		expect(await envNow()).toEqual(theirs.env);
		expect(await leaseStatus(server, id)).toBe(404);
	});

	test('is refused before anything is read where somebody holds the lease, and later explained by what the API says', async () => {
		const {server, id, run} = await start();
		const ask = async () => {
			await server.post(id, 'lease', {ttl: 300});
			return 'y';
		};
		expect((await run('edit', {file: path, isYes: false, ask})).done).toMatchObject({
			results: [{isOk: false, text: expect.stringMatching(/^web-1: nothing was sent: 409 .*lease/)}],
		});
		const {done, told} = await run('edit', {file: path});
		expect(done).toMatchObject({
			results: [{isOk: false, isSkipped: true, text: expect.stringMatching(/^web-1: lease held by you@localhost/)}],
		});
		expect(told).toEqual([]);
		expect(acts(server)).toEqual([]);
	});

	test('is refused where the host does not tell the whole config: what it lacks would be lost', async () => {
		const {server, id, run} = await start();
		await server.call('PUT', '/_flydeck/faults', {rules: [{fault: 'host-unreachable', machine: id}]});
		for (const command of ['edit', 'back', 'compare', 'clone']) {
			const {done} = await run(command, {...(command === 'back' ? {} : {file: path})});
			expect(done).toMatchObject({results: [{isOk: false, isSkipped: true, text: expect.stringMatching(/host cannot be asked/)}]});
		}

		expect(acts(server)).toEqual([]);
	});

	test('that the API refuses is explained', async () => {
		const {server, files, run} = await start();
		files.write(path, JSON.stringify({...before, mounts: [{volume: 'vol_nothere', path: '/data'}]}));
		const {done} = await run('edit', {file: path});
		expect(done).toMatchObject({results: [{isOk: false, isSkipped: false, text: expect.stringMatching(/^web-1 was not changed: 4\d\d /)}]});
		expect(acts(server)).toHaveLength(1);
	});

	test('of a machine that cannot run with it is told with how it ended', async () => {
		const {files, run} = await start({init: {exec: ['sleep', '60']}});
		files.write(path, JSON.stringify({image: 'nginx', init: {exec: ['sh', '-c', 'exit 3']}, restart: {policy: 'no'}}));
		expect((await run('edit', {file: path})).done).toMatchObject({
			results: [{isOk: false, text: expect.stringMatching(/^web-1 has the new config but is stopped, not started, .*exit 3/)}],
		});
	});

	test('gives the present config to an editor, again while it is wrong, and leaves no text behind', async () => {
		const {files, run, envNow} = await start();
		const runEditor = editorOf(
			files,
			text => toDebug(text).replace('{', '{ oops'),
			text => text.replace('{ oops', '{'),
		);
		expect((await run('edit', {runEditor})).done).toMatchObject({results: [{isOk: true, changes: [{path: 'env.LEVEL'}]}]});
		expect(await envNow()).toEqual({LEVEL: 'debug', API_TOKEN: 'hunter2'});
		expect([...files.texts.keys()]).toEqual([path]);
	});

	test.each([
		{
			what: 'closed as it was',
			edit: (text: string) => text,
			isOk: true,
			says: /nothing was changed, and nothing was sent\.$/,
			isKept: false,
		},
		{
			what: 'left wrong',
			edit: (text: string) => `${text}}`,
			isOk: false,
			says: /still wrong: .* The text is kept in \/edits\//,
			isKept: true,
		},
	])('whose text is $what sends nothing', async ({edit, isOk, says, isKept}) => {
		const {server, files, run} = await start();
		const runEditor = editorOf(files, edit);
		expect((await run('edit', {runEditor})).done).toMatchObject({results: [{isOk, isSkipped: true, text: expect.stringMatching(says)}]});
		expect(files.texts.size).toBe(isKept ? 2 : 1);
		expect(server.writes()).toEqual([]);
	});

	test('keeps the text, and says where, after a no and after a conflict', async () => {
		const {server, id, files, run} = await start();
		const edited = (ask: () => Promise<string>) => run('edit', {runEditor: editorOf(files, toDebug), isYes: false, ask});
		const refused = await edited(async () => 'n');
		expect(refused.done).toMatchObject({kind: 'no', why: expect.stringMatching(/the answer was not yes\. The text is kept in \/edits\//)});
		const late = await edited(async () => {
			await changeBeside(server, id, {image: 'nginx'});
			return 'y';
		});
		expect(late.done).toMatchObject({
			results: [{isOk: false, text: expect.stringMatching(/somebody else.* The text is kept in \/edits\//)}],
		});
		expect([...files.texts.values()].filter(text => text.includes('"debug"'))).toHaveLength(3);
	});

	describe('of a text that came by a pipe', () => {
		const kept = (files: ReturnType<typeof createMemoryFiles>) =>
			[...files.texts].filter(([name, text]) => name.startsWith('/edits/') && text.includes('"debug"'));
		const where = /The text is kept in \/edits\//;

		test('keeps it where the API refuses the config, or somebody holds the lease', async () => {
			const {server, id, files, run} = await start();
			files.write(path, JSON.stringify({...after, mounts: [{volume: 'vol_nothere', path: '/data'}]}));
			const refused = await run('edit', {file: path, isPiped: true});
			expect(refused.done).toMatchObject({results: [{isOk: false, text: expect.stringMatching(where)}]});
			await server.post(id, 'lease', {ttl: 300});
			const leased = await run('edit', {file: path, isPiped: true});
			expect(leased.done).toMatchObject({results: [{isOk: false, text: expect.stringMatching(where)}]});
			expect(kept(files)).toHaveLength(2);
		});

		test.each([
			{what: 'nobody can be asked', given: {isYes: false}},
			{what: 'no machine fits', given: {words: ['nope']}},
		])('keeps it where $what', async ({given}) => {
			const {files, run} = await start();
			const {done} = await run('edit', {file: path, isPiped: true, ...given});
			expect(done).toMatchObject({why: expect.stringMatching(where)});
			expect(kept(files)).toHaveLength(1);
		});

		test('keeps nothing once the machine has it, nor of a file that is there still', async () => {
			const {files, run} = await start();
			expect((await run('edit', {file: path, isYes: false})).done.kind).toBe('unasked');
			expect((await run('edit', {file: path, isPiped: true})).done).toMatchObject({results: [{isOk: true}]});
			expect((await run('compare', {file: path, isPiped: true, version: undefined})).done.kind).toBe('done');
			expect(kept(files)).toEqual([]);
		});
	});

	test('that is interrupted leaves no lease, and says what is not known', async () => {
		const {server, id, files} = await start({stop_config: {timeout: '60s'}, metadata: {simulate_ignore_signal: 'true'}});
		const act = await runAct(server, {command: 'edit', words: ['web-1'], files, file: path});
		await eventually(() => expect(acts(server)).toHaveLength(1));
		await act.stop();
		expect(await act.done).toMatchObject({results: [{isOk: false, text: 'flydeck ended before it was known how this ended'}]});
		expect(await leaseStatus(server, id)).toBe(404);
	});
});

test.each(['edit', 'back', 'versions'])('%s takes one machine', async command => {
	const {server, run} = await start();
	await server.launch({}, {name: 'web-2'});
	expect((await run(command, {words: ['name:web-*'], file: path})).done).toEqual({
		kind: 'wrong',
		why: `flydeck ${command} takes one machine, and these are 2: web-1, web-2.`,
	});
});

describe('an earlier version', () => {
	test('is listed, compared and taken back, through what differs and a yes', async () => {
		const {server, id, run, envNow} = await start();
		await changeBeside(server, id, after);
		const {done} = await run('versions');
		const [result] = done.kind === 'done' ? done.results : [];
		expect(result).toMatchObject({isOk: true, text: 'web-1: 2 versions', versions: [{isLive: true, changeCount: 0}, {changeCount: 2}]});
		expect(result?.lines?.map(line => line.trim().split(/ +/))).toEqual([
			['BEFORE', 'VERSION', 'CHANGES', 'IMAGE'],
			['0', expect.any(String), '0', 'nginx'],
			['1', expect.any(String), '2', 'nginx'],
		]);

		const version = result?.versions?.[1]?.version ?? '';
		expect((await run('compare', {version})).done).toMatchObject({
			results: [
				{
					isOk: false,
					text: `web-1: 2 changes to version ${version}`,
					lines: ['changed env.LEVEL: "debug" -> "info"', expect.stringContaining('(masked)')],
				},
			],
		});
		expect(acts(server)).toHaveLength(1);

		const back = await run('back');
		expect(back.told).toContain(`new config: version ${version}, 2 changes`);
		expect(back.done).toMatchObject({results: [{isOk: true}]});
		expect(await envNow()).toEqual(before.env);
	});

	test('that there is not is told, and nothing is sent', async () => {
		const {server, run} = await start();
		expect((await run('back')).done).toMatchObject({
			results: [{isOk: false, isSkipped: true, text: 'web-1: the API tells of none before its present version.'}],
		});
		expect(server.writes()).toEqual([]);
	});

	test('is not given to a machine without a yes', async () => {
		const {server, id, run} = await start();
		await changeBeside(server, id, after);
		expect((await run('back', {isYes: false})).done.kind).toBe('unasked');
		expect(acts(server)).toHaveLength(1);
	});
});

describe('compare', () => {
	test('tells what differs from another machine and from a file, by path, with secrets masked, and writes nothing', async () => {
		const {server, run} = await start();
		const other = await server.launch(after, {name: 'web-2'});
		const {done} = await run('compare', {words: ['web-1', 'web-2']});
		expect(done).toMatchObject({
			results: [{isOk: false, word: 'differs', text: `web-1: 2 changes to the config of web-2 ${other}`, changes: changed}],
		});
		expect((await run('compare', {file: path})).done).toMatchObject({
			results: [{isOk: false, text: 'web-1: 2 changes to web.json', changes: changed}],
		});
		expect(server.writes()).toEqual([]);
	});

	test('of what is equal is good', async () => {
		const {files, run} = await start();
		files.write(path, JSON.stringify(before));
		expect((await run('compare', {file: path})).done).toMatchObject({
			results: [{isOk: true, word: 'equal', text: 'web-1: nothing differs from web.json', changes: [], lines: []}],
		});
	});

	test('wants something to compare with', async () => {
		const {run} = await start();
		expect((await run('compare')).done).toEqual({
			kind: 'wrong',
			why: 'flydeck compare takes two machines, or one and --version or --file, and these are 1: web-1.',
		});
	});
});

describe('create', () => {
	const named = {words: [], apps: ['web'], file: path, name: 'web-9'};

	test('makes a machine of the config of a file once, in the app and region that are named, and waits until it runs', async () => {
		const {server, run} = await start();
		const {done, told} = await run('create', {...named, region: 'ams'});
		const [result] = done.kind === 'done' ? done.results : [];
		expect(result).toMatchObject({
			target: {app: 'web', name: 'web-9'},
			isOk: true,
			isSkipped: false,
			text: expect.stringMatching(/^web-9 \(\w{14}\) was made and is started, after /),
		});
		expect(told).toEqual([
			'create: 1 machine',
			'  app web, name web-9, region ams',
			'config: web.json',
			'  added image: "nginx"',
			'  added init: {}',
			'  added guest: {"cpu_kind":"shared","cpus":1,"memory_mb":256}',
			'  added env: {"LEVEL":"debug","API_TOKEN":"(masked)"}',
			'It is launched at once.',
			'making it',
		]);
		const {body} = await server.call('GET', machinePath(result?.target.id ?? ''));
		expect(body).toMatchObject({name: 'web-9', region: 'ams', state: 'started', config: {env: after.env}});
		expect(await machineCount(server)).toBe(2);
	});

	test('does not launch it where that is not wished', async () => {
		const {run} = await start();
		const {done} = await run('create', {...named, isLaunched: false});
		expect(done).toMatchObject({results: [{isOk: true, text: expect.stringMatching(/^web-9 \(\w+\) was made, and not launched\.$/)}]});
	});

	test('of what cannot run is told with how it ended', async () => {
		const {files, run} = await start();
		files.write(path, JSON.stringify({image: 'nginx', init: {exec: ['sh', '-c', 'exit 3']}, restart: {policy: 'no'}}));
		expect((await run('create', named)).done).toMatchObject({
			results: [{isOk: false, text: expect.stringMatching(/^web-9 \(\w+\) was made but is stopped, not started, .*exit 3/)}],
		});
	});

	test.each([
		{
			what: 'a name that is taken',
			options: {name: 'web-1'},
			ended: {results: [{isOk: false, isSkipped: true, text: expect.stringMatching(/^web-1 is the name of/)}]},
		},
		{what: 'several apps', options: {apps: ['web', 'shop']}, ended: {kind: 'wrong', why: expect.stringContaining('one app')}},
		{what: 'no app', options: {apps: []}, ended: {kind: 'wrong', why: expect.stringContaining('one app')}},
		{what: 'no yes', options: {isYes: false}, ended: {kind: 'unasked', why: expect.stringContaining('Add --yes to create')}},
		{what: 'a no', options: {isYes: false, ask: async () => 'n'}, ended: {kind: 'no'}},
		{what: 'no such file', options: {file: 'nope.json'}, ended: {kind: 'wrong', why: 'There is no file nope.json.'}},
	])('with $what makes nothing', async ({options, ended}) => {
		const {server, run} = await start();
		await server.call('POST', '/v1/apps', {app_name: 'shop', org_slug: 'personal'});
		expect((await run('create', {...named, ...options})).done).toMatchObject(ended);
		expect(await machineCount(server)).toBe(1);
	});

	test('with a config that is wrong makes nothing, and tells where', async () => {
		const {server, files, run} = await start();
		files.write(path, '{"image": "nginx",\n "guest": }');
		expect((await run('create', named)).done).toMatchObject({kind: 'wrong', why: expect.stringContaining('line 2, column 11')});
		expect(await machineCount(server)).toBe(1);
	});

	test('with a name that somebody took before the yes makes nothing', async () => {
		const {server, run} = await start();
		const ask = async () => {
			await server.launch({}, {name: 'web-9'});
			return 'y';
		};
		expect((await run('create', {...named, isYes: false, ask})).done).toMatchObject({
			results: [
				{
					isOk: false,
					isSkipped: true,
					target: {id: '', name: 'web-9'},
					text: expect.stringMatching(/^web-9 is the name of \w+, .*nothing was sent/),
				},
			],
		});
		expect(await machineCount(server)).toBe(2);
	});

	test('that the API refuses is explained', async () => {
		const {server, files, run} = await start();
		files.write(path, JSON.stringify({...before, mounts: [{volume: 'vol_nothere', path: '/data'}]}));
		expect((await run('create', named)).done).toMatchObject({
			results: [
				{isOk: false, isSkipped: false, target: {id: '', name: 'web-9'}, text: expect.stringMatching(/^web-9 was not made: 4\d\d /)},
			],
		});
		expect(await machineCount(server)).toBe(1);
	});
});

describe('clone', () => {
	test('makes a machine with the config and in the region of another', async () => {
		const {server, id, run} = await start();
		const {done, told} = await run('clone', {name: 'web-2'});
		const [result] = done.kind === 'done' ? done.results : [];
		expect(result).toMatchObject({isOk: true, target: {name: 'web-2'}});
		expect(told).toContain(`config: as web-1 ${id} has it`);
		const [made, first] = await Promise.all(
			[result?.target.id ?? '', id].map(async each => (await server.call('GET', machinePath(each))).body),
		);
		expect(made).toMatchObject({region: first?.region, config: {env: before.env}});
	});

	test('leaves out what says who the other one is, and tells it', async () => {
		const {server, run} = await start({metadata: {role: 'worker', fly_process_group: 'app'}});
		const {done, told} = await run('clone', {name: 'web-2'});
		const [result] = done.kind === 'done' ? done.results : [];
		expect(told).toContain('Not cloned, since a deploy would take the clone for its own: fly_process_group in metadata.');
		expect((await server.call('GET', machinePath(result?.target.id ?? ''))).body).toMatchObject({config: {metadata: {role: 'worker'}}});
	});

	test('tells what differs where it is given a file, and asks', async () => {
		const {server, id, run} = await start();
		const {done, told} = await run('clone', {file: path, isYes: false, ask: async () => 'n'});
		expect(done.kind).toBe('no');
		expect(told).toEqual(
			expect.arrayContaining([`config: web.json; what differs from web-1 ${id}`, '  changed env.LEVEL: "info" -> "debug"']),
		);
		expect(await machineCount(server)).toBe(1);
	});

	test('of a machine with a volume is refused: no two have the same', async () => {
		const server = await startFlowServer();
		const {body} = await server.call('POST', '/v1/apps/web/volumes', {name: 'data', region: 'fra', size_gb: 1});
		await server.launch({mounts: [{volume: String(body.id), path: '/data'}]}, {name: 'web-1'});
		const {done} = await runAct(server, {command: 'clone', words: ['web-1']});
		expect(await done).toMatchObject({
			results: [{isOk: false, isSkipped: true, text: expect.stringContaining(`web-1 mounts the volume ${body.id}`)}],
		});
		expect(await machineCount(server)).toBe(1);
	});
});
