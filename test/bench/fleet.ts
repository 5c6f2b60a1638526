import {spawn} from 'node:child_process';
import {fileURLToPath} from 'node:url';

/** The built program. */
export const flydeck = fileURLToPath(new URL('../../dist/flydeck.js', import.meta.url));

export type Fleet = {
	readonly machines: number;
	readonly url: string;
	/** What flydeck has to be given to use it. */
	readonly env: Readonly<Record<string, string>>;
	readonly call: (method: string, path: string) => Promise<string>;
	readonly close: () => void;
};

const token = 't';

export type FleetSettings = {
	readonly nodeArgs?: readonly string[];
	/** More of what `serve` is given. */
	readonly args?: readonly string[];
	readonly env?: Readonly<Record<string, string>>;
	/** Is given what the server says of requests. */
	readonly listen?: (text: string) => void;
};

/** Starts the local API, in a process of its own, with so many simulated machines. Needs a build. */
export const startFleet = (
	machines: number,
	{nodeArgs = [], args = ['--scenario', 'empty'], env = {}, listen}: FleetSettings = {},
): Promise<Fleet> => {
	const words = [...nodeArgs, flydeck, 'serve', ...args, '--no-limits', '--token', token, '--fleet', String(machines)];
	const server = spawn(process.execPath, words, {
		stdio: ['ignore', 'pipe', listen === undefined ? 'ignore' : 'pipe'],
		env: {...process.env, ...env},
	});
	server.stderr?.setEncoding('utf8').on('data', (text: string) => listen?.(text));
	return new Promise((resolve, reject) => {
		let text = '';
		server.stdout?.setEncoding('utf8').on('data', (part: string) => {
			text += part;
			const url = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0];
			if (url !== undefined) {
				const call = async (method: string, path: string): Promise<string> => {
					const response = await fetch(`${url}/v1/apps/fleet/machines${path}`, {method, headers: {authorization: `Bearer ${token}`}});
					return response.text();
				};
				const env = {FLY_API_HOSTNAME: url, FLY_API_TOKEN: token};
				resolve({machines, url, env, call, close: () => server.kill('SIGTERM')});
			}
		});
		server.once('exit', code => reject(new Error(`The local API ended with exit code ${code}.`)));
	});
};

/** Starts a local API for the time of some work, and ends it whatever comes of that. */
export const withFleet = async <Value>(machines: number, work: (fleet: Fleet) => Promise<Value>): Promise<Value> => {
	const fleet = await startFleet(machines);
	try {
		return await work(fleet);
	} finally {
		fleet.close();
	}
};
