import {execFileSync, spawn} from 'node:child_process';
import {accessSync, constants, mkdirSync, readFileSync, rmdirSync, writeFileSync} from 'node:fs';
import {connect, createServer} from 'node:net';
import {userInfo} from 'node:os';
import {dirname, join} from 'node:path';
import {text} from 'node:stream/consumers';
import {onTestFinished} from 'vitest';
import {findProgram} from '../../source/terminal/find-program.ts';
import {type Environment, node, program, temporaryDirectory} from './run-flydeck.ts';

/** Where servers are installed is not always where a person looks for programs. */
const searched = `${process.env.PATH ?? ''}:/usr/sbin:/sbin:/usr/local/sbin`;

export const pathOf = (name: string): string | undefined => findProgram([name], searched);

const isRoot = process.getuid?.() === 0;

/** Where sshd of root wants a directory to lock itself in; what starts it as a service makes that. */
const emptyRoom = '/run/sshd';

/** Why no sshd can be started here, in words; undefined where one can. */
export const whyNoSsh = ((): string | undefined => {
	const absent = ['sshd', 'ssh', 'ssh-keygen'].filter(name => pathOf(name) === undefined);
	if (absent.length > 0) {
		return `not installed: ${absent.join(', ')} (Debian: openssh-server, openssh-client)`;
	}

	try {
		accessSync(isRoot ? dirname(emptyRoom) : '.', constants.W_OK);
		return undefined;
	} catch {
		return `${emptyRoom} cannot be made`;
	}
})();

const freePort = (): Promise<number> =>
	new Promise((resolve, reject) => {
		const server = createServer().on('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
		});
	});

const isOpen = (host: string, port: number): Promise<boolean> =>
	new Promise(resolve => {
		const socket = connect({host, port});
		socket.once('data', () => {
			socket.destroy();
			resolve(true);
		});
		socket.once('error', () => resolve(false));
	});

const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

export type SshServer = {
	readonly port: number;
	/** The words of a command that runs flydeck in a terminal over there; `port` and `host` are how the server is reached. */
	readonly commandFor: (place: {readonly host?: string; readonly port?: number}) => readonly [string, ...string[]];
	/** The process that flydeck last ran in over there. */
	readonly processId: () => number;
	/** Where the flydecks over there keep what they keep. */
	readonly stateDirectory: string;
	/** What flydeck wrote to stderr over there. */
	readonly told: () => string;
};

type SshOptions = {
	/** What flydeck is given over there. */
	readonly env: Environment;
	readonly args?: readonly string[];
	/** What comes before the command that starts the server, as to start it in another network. */
	readonly before?: readonly string[];
	readonly host?: string;
};

/** Starts sshd with keys of its own, for this user alone; it ends with the test. */
export const startSsh = async ({env, args = [], before = [], host = '127.0.0.1'}: SshOptions): Promise<SshServer> => {
	const directory = temporaryDirectory();
	const at = (name: string): string => join(directory, name);
	for (const name of ['host', 'own']) {
		execFileSync(pathOf('ssh-keygen') ?? '', ['-q', '-t', 'ed25519', '-N', '', '-f', at(name)]);
	}

	const port = await freePort();
	const user = userInfo().username;
	const config = [
		`Port ${port}`,
		`ListenAddress ${host}`,
		`HostKey ${at('host')}`,
		`AuthorizedKeysFile ${at('own.pub')}`,
		`AllowUsers ${user}`,
		'PermitRootLogin prohibit-password',
		'PasswordAuthentication no',
		'KbdInteractiveAuthentication no',
		'UsePAM no',
		'UseDNS no',
		'StrictModes no',
		'PidFile none',
		'PrintMotd no',
		'PrintLastLog no',
	];
	writeFileSync(at('config'), `${config.join('\n')}\n`);
	writeFileSync(at('known'), `flydeck-test ${readFileSync(at('host.pub'), 'utf8')}`);
	const variables = Object.entries({LANG: 'C.UTF-8', TZ: 'UTC', HOME: directory, XDG_STATE_HOME: at('state'), ...env});
	writeFileSync(
		at('flydeck'),
		[
			'#!/bin/sh',
			...variables.map(([name, value = '']) => `export ${name}=${quoted(value)}`),
			`echo $$ >${quoted(at('pid'))}`,
			`exec ${[node, program, ...args].map(quoted).join(' ')} 2>${quoted(at('told'))}`,
			'',
		].join('\n'),
		{mode: 0o700},
	);

	const [file = '', ...words] = [...before, pathOf('sshd') ?? '', '-D', '-e', '-f', at('config')];
	const server = spawn(file, words, {stdio: ['ignore', 'ignore', 'pipe']});
	const complaint = text(server.stderr);
	onTestFinished(() => {
		server.kill('SIGTERM');
		if (isRoot) {
			try {
				rmdirSync(emptyRoom);
			} catch {
				// Another sshd has it, or it is there no more.
			}
		}
	});
	if (isRoot) {
		mkdirSync(emptyRoom, {recursive: true});
	}

	while (!(await isOpen(host, port))) {
		if (server.exitCode !== null) {
			throw new Error(`sshd ended: ${await complaint}`);
		}
	}

	const options = [
		`UserKnownHostsFile=${at('known')}`,
		'HostKeyAlias=flydeck-test',
		'StrictHostKeyChecking=yes',
		'IdentitiesOnly=yes',
		'ControlPath=none',
		'LogLevel=ERROR',
	];
	return {
		port,
		commandFor: place => [
			pathOf('ssh') ?? '',
			...['-F', 'none', '-tt', '-i', at('own'), '-p', String(place.port ?? port)],
			...options.flatMap(option => ['-o', option]),
			`${user}@${place.host ?? host}`,
			at('flydeck'),
		],
		stateDirectory: at('state'),
		processId: () => Number(readFileSync(at('pid'), 'utf8')),
		told: () => readFileSync(at('told'), 'utf8'),
	};
};
