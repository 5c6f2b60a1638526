import {spawn} from 'node:child_process';
import {fileURLToPath} from 'node:url';

const flydeck = fileURLToPath(new URL('../../dist/flydeck.js', import.meta.url));

/** Starts the local API, in a process of its own, with so many simulated machines. Needs a build. */
export const startFleet = (machines: number): Promise<{readonly url: string; readonly close: () => void}> => {
	const args = ['serve', '--scenario', 'empty', '--no-limits', '--token', 't', '--fleet', String(machines)];
	const server = spawn(process.execPath, [flydeck, ...args], {stdio: ['ignore', 'pipe', 'ignore']});
	return new Promise((resolve, reject) => {
		let text = '';
		server.stdout.setEncoding('utf8').on('data', (part: string) => {
			text += part;
			const url = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0];
			if (url !== undefined) {
				resolve({url, close: () => server.kill('SIGTERM')});
			}
		});
		server.once('exit', code => reject(new Error(`The local API ended with exit code ${code}.`)));
	});
};
