import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {program, runFlydeck} from '../helpers/run-flydeck.ts';
import {startDemo} from './demo-api.ts';

const preload = fileURLToPath(new URL('fixtures/tell-loaded.ts', import.meta.url));

/** What only React's own code says. */
const marker = 'react.transitional.element';

const chunks = join(dirname(program), 'chunks');
const withReact = readdirSync(chunks).filter(name => readFileSync(join(chunks, name), 'utf8').includes(marker));

const loadedBy = async (args: readonly string[]): Promise<string> => {
	const {env} = await startDemo();
	const {stderr} = await runFlydeck({args, env: {...env, NODE_OPTIONS: `--import=${preload}`}});
	expect(stderr).toContain('loaded ');
	return stderr;
};

test.for([['--version'], ['list'], ['dance'], ['stop', 'nope'], ['help', 'stop'], ['serve', '--listen', '192.0.2.1', '--token', 't']])(
	'flydeck %s does not load the screen',
	async args => {
		expect(withReact).not.toEqual([]);
		const loaded = await loadedBy(args);
		expect(withReact.filter(name => loaded.includes(name))).toEqual([]);
	},
);
