import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {expect, onTestFinished, test} from 'vitest';
import {eventually} from '../helpers/eventually.ts';
import {callWith} from '../helpers/local-server.ts';
import {minimalEnvironment, node, program, temporaryDirectory} from '../helpers/run-flydeck.ts';
import {openTerminal} from '../helpers/terminal.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGKILL'] as const;

type Row = {readonly pid: number; readonly parentPid: number; readonly command: string};

/** Every process that runs; not those that have ended and that nobody has asked after. */
const processes = (): readonly Row[] =>
	spawnSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,args='], {encoding: 'utf8'})
		.stdout.split('\n')
		.map(line => /^ *(\d+) +(\d+) +([^Z ]\S*) +(.*)$/.exec(line))
		.filter(match => match !== null)
		.map(([, pid, parentPid, , command = '']) => ({pid: Number(pid), parentPid: Number(parentPid), command}));

const startServe = async (): Promise<{readonly url: string; readonly end: (signal: NodeJS.Signals) => void}> => {
	const child = spawn(node, [program, 'serve', '--scenario', 'empty', '--token', 'secret', '--realism', 'none'], {
		env: minimalEnvironment(temporaryDirectory()),
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	onTestFinished(() => {
		child.kill('SIGKILL');
	});
	const [line] = await once(child.stdout, 'data');
	return {url: /http:\S+/.exec(String(line))?.[0] ?? '', end: signal => child.kill(signal)};
};

test.for(signals)('%s to flydeck serve leaves no process of a machine behind, not even one in a session of its own', async signal => {
	const {url, end} = await startServe();
	const call = callWith(url);
	// The time names the processes of this test among all others.
	const command = `sleep 3600.${process.pid}${signals.indexOf(signal)}`;
	const running = (): number => processes().filter(row => row.command === command).length;
	await call('POST', '/v1/apps', {app_name: 'web', org_slug: 'personal'});
	const {status} = await call('POST', '/v1/apps/web/machines', {
		config: {image: 'none', init: {exec: ['sh', '-c', `setsid ${command} & ${command}; :`]}},
	});
	expect(status).toBe(200);
	await eventually(() => expect(running()).toBe(2));

	end(signal);
	await eventually(() => expect(running()).toBe(0));
});

test.for(signals)('%s to flydeck --local leaves no process of a machine behind', async signal => {
	const terminal = openTerminal({args: ['--local']});
	await terminal.waitForText('CRASH');
	const children = () => processes().filter(({parentPid}) => parentPid === terminal.pid);
	const machines = await eventually(() => {
		const found = children().filter(({command}) => command.startsWith('sh -c') && !command.includes('stty'));
		expect(found).not.toEqual([]);
		return [...found, ...children()];
	});

	terminal.kill(signal);
	await terminal.exit;
	await eventually(() => {
		const left = new Set(processes().map(({pid}) => pid));
		expect(machines.filter(({pid}) => left.has(pid))).toEqual([]);
	});
});
