import {execFileSync, spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {onTestFinished} from 'vitest';
import {minimalEnvironment, node, program, temporaryDirectory} from './run-flydeck.ts';
import type {Slowness} from './slow-link.ts';
import {pathOf} from './ssh-server.ts';

/** Why there can be no network of its own with a slow link to it, in words; undefined where there can. */
export const whyNoNetwork = ((): string | undefined => {
	const absent = ['ip', 'tc', 'unshare'].filter(name => pathOf(name) === undefined);
	if (absent.length > 0) {
		return `not installed: ${absent.join(', ')} (Debian: iproute2, util-linux)`;
	}

	if (spawnSync('unshare', ['-n', 'true']).status !== 0) {
		return 'no network of its own may be made: only root can';
	}

	const {status, stderr} = spawnSync('unshare', ['-n', pathOf('tc') ?? '', 'qdisc', 'add', 'dev', 'lo', 'root', 'netem', 'delay', '1ms'], {
		encoding: 'utf8',
	});
	return status === 0 ? undefined : `the kernel has no netem (${stderr.trim()})`;
})();

export type SlowNetwork = {
	/** Where it is reached. */
	readonly host: string;
	/** What comes before a command that is to run in it. */
	readonly before: readonly string[];
	/** A demo fleet of a local API that runs in it, reached at its own address. */
	readonly startDemo: () => Promise<{readonly FLY_API_HOSTNAME: string; readonly FLY_API_TOKEN: string}>;
};

/** Makes a network namespace behind a link that the kernel slows down each way (tc netem); both are gone when the test ends. */
export const makeSlowNetwork = ({delayMs, bytesPerSecond}: Slowness): SlowNetwork => {
	const name = `flydeck-${process.pid}`;
	const [near, far] = [`fd${process.pid}n`, `fd${process.pid}f`];
	// Addresses that are there for measuring networks (RFC 2544).
	const [own, host] = [1, 2].map(last => `198.18.${process.pid % 256}.${last}`);
	const ip = (...words: readonly string[]) => execFileSync(pathOf('ip') ?? '', words);
	const before = [pathOf('ip') ?? '', 'netns', 'exec', name];
	ip('netns', 'add', name);
	onTestFinished(() => {
		ip('netns', 'delete', name);
	});
	ip('link', 'add', near, 'type', 'veth', 'peer', 'name', far, 'netns', name);
	ip('address', 'add', `${own}/30`, 'dev', near);
	ip('link', 'set', near, 'up');
	ip('-n', name, 'address', 'add', `${host}/30`, 'dev', far);
	ip('-n', name, 'link', 'set', far, 'up');
	ip('-n', name, 'link', 'set', 'lo', 'up');
	const slow = ['root', 'netem', 'delay', `${delayMs}ms`, 'rate', `${bytesPerSecond * 8}bit`];
	execFileSync(pathOf('tc') ?? '', ['qdisc', 'add', 'dev', near, ...slow]);
	execFileSync(pathOf('tc') ?? '', ['-n', name, 'qdisc', 'add', 'dev', far, ...slow]);
	return {
		host: host ?? '',
		before,
		async startDemo() {
			const [file = '', ...words] = [...before, node, program, 'serve', '--speed', '4', '--token', 'secret'];
			const server = spawn(file, words, {env: minimalEnvironment(temporaryDirectory()), stdio: ['ignore', 'pipe', 'ignore']});
			const ended = once(server, 'exit');
			onTestFinished(async () => {
				server.kill('SIGTERM');
				await ended;
			});
			const [line] = await once(server.stdout, 'data');
			return {FLY_API_HOSTNAME: /http:\S+/.exec(String(line))?.[0] ?? '', FLY_API_TOKEN: 'secret'};
		},
	};
};
