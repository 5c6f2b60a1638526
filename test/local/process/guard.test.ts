import {type ChildProcess, spawn, spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, onTestFinished, test} from 'vitest';
import {eventually} from '../../helpers/eventually.ts';
import {isRunning} from '../../helpers/is-running.ts';

const hasProc = existsSync('/proc/self/stat');
const hasLockLimits = hasProc && spawnSync('prlimit', ['--version']).status === 0;
const program = fileURLToPath(new URL('../../helpers/small-server.ts', import.meta.url));

/** Writes the id of a shell, or of what it becomes, where the test reads it. */
const noteId = 'echo $$ >> $IDS';

/** What machines may do to live on: the scripts write the ids of everything that must be gone. */
const stubborn: Readonly<Record<string, string>> = {
	'a process': `${noteId}; exec sleep 60`,
	'one that ignores every signal that can be ignored': `trap '' HUP INT TERM QUIT; ${noteId}; while true; do sleep 1; done`,
	'a child in the background': `(trap '' HUP INT TERM; exec sleep 60) & echo $! >> $IDS; wait`,
	'one with nothing in its environment': `${noteId}; exec env -i sleep 60`,
	...(hasProc ? {'one that left its session and lost its parent': `setsid sh -c 'setsid sleep 60 & echo $! >> $IDS'; sleep 60`} : {}),
	...(hasLockLimits
		? {
				'one that left its session, lost its parent and has nothing in its environment': `env -i setsid sh -c 'setsid sleep 60 & echo $! >> $IDS'; sleep 60`,
				'one that also closed its files and ignores hangups': `env -i nohup setsid sh -c 'cd /; exec <&- >&- 2>&-; setsid sleep 60 & echo $! >> $IDS'; sleep 60`,
			}
		: {}),
};

type Server = {
	readonly server: ChildProcess;
	readonly ids: readonly number[];
	readonly directory: string;
	readonly tell: (order: string) => void;
};

const startServer = async (scripts: readonly string[]): Promise<Server> => {
	const directory = mkdtempSync(join(tmpdir(), 'flydeck-test-'));
	const file = join(directory, 'ids');
	const server = spawn(process.execPath, [program, directory, ...scripts.map(script => script.replaceAll('$IDS', file))], {
		stdio: ['pipe', 'pipe', 'ignore'],
	});
	onTestFinished(() => {
		server.kill('SIGKILL');
		rmSync(directory, {recursive: true, force: true, maxRetries: 5});
	});
	const ids = await eventually(() => {
		const written = readFileSync(file, 'utf8').trim().split('\n').map(Number);
		expect(written).toHaveLength(scripts.length);
		return written;
	});
	expect(ids.map(isRunning)).toEqual(ids.map(() => true));
	return {server, ids, directory, tell: order => server.stdin?.write(`${order}\n`)};
};

/** Waits until processes, and everything that the server had made for them, are gone. */
const expectNothingLeft = ({ids, directory}: Server): Promise<void> =>
	eventually(() => {
		expect(ids.map(isRunning)).toEqual(ids.map(() => false));
		expect(readdirSync(directory).filter(name => name.startsWith('flydeck-'))).toEqual([]);
	});

/** The ids of the guards that stand by for what is in a directory. */
const guardsOf = (directory: string): readonly number[] =>
	spawnSync('ps', ['-A', '-o', 'pid=,args='], {encoding: 'utf8'})
		.stdout.split('\n')
		.filter(line => line.includes('flydeck-guard') && line.includes(directory))
		.map(line => Number.parseInt(line, 10));

describe('when the server is gone', () => {
	test.each(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGHUP', 'SIGSEGV'] as const)(
		'by %s, nothing of its machines is left',
		async signal => {
			const started = await startServer(Object.values(stubborn));
			started.server.kill(signal);
			await expectNothingLeft(started);
			await eventually(() => expect(guardsOf(started.directory)).toEqual([]));
		},
	);

	test.each(['leave', 'crash'])('after it did "%s", nothing of its machines is left', async order => {
		const started = await startServer(Object.values(stubborn));
		started.tell(order);
		await expectNothingLeft(started);
	});

	test('what was paused is gone too', async () => {
		const started = await startServer(Object.values(stubborn));
		const done = new Promise(resolve => started.server.stdout?.once('data', resolve));
		started.tell('pause');
		await done;
		started.server.kill('SIGKILL');
		await expectNothingLeft(started);
	});
});

test('one guard stands by for all machines of a server, and it is none of their processes', async () => {
	const {directory} = await startServer([`${noteId}; exec sleep 60`, `${noteId}; exec sleep 60`]);
	expect(guardsOf(directory)).toHaveLength(1);
});
