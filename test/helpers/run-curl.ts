import {execFile, spawnSync} from 'node:child_process';

export const hasCurl = spawnSync('curl', ['--version']).status === 0;

/** What became of a command: the status of the answer, its body, and what was said of an error. */
export type RanCurl = {readonly status: string; readonly body: string; readonly error: string};

/** Runs a copied command as a person does who pastes it, with variables of the shell. */
export const runCurl = (command: string, variables: Readonly<Record<string, string>> = {}): Promise<RanCurl> =>
	new Promise(resolve => {
		const env = {...process.env, FLY_API_TOKEN: 'secret', ...variables};
		execFile('sh', ['-c', `${command} -sS -w '\n%{http_code}'`], {env}, (_error, stdout, stderr) => {
			const lines = stdout.split('\n');
			resolve({status: lines.at(-1) ?? '', body: lines.slice(0, -1).join('\n'), error: stderr});
		});
	});
