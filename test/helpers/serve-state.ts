/* A local API over a state directory as a program of its own, for tests that kill it. Its first line is its URL; its token is `secret`. */
import {join} from 'node:path';
import {startLocalApi} from '../../source/local/local-api.ts';
import {createRandom} from '../../source/local/random.ts';
import {createSqliteState} from '../../source/local/state/sqlite-state.ts';
import {systemClock} from '../../source/runtime/clock.ts';

const [directory = '', temporaryDirectory = ''] = process.argv.slice(2);
const api = await startLocalApi({
	clock: systemClock,
	random: createRandom(1),
	token: 'secret',
	scenario: 'empty',
	speed: 20,
	limits: false,
	state: createSqliteState(directory),
	volumesDirectory: join(directory, 'volumes'),
	environment: {PATH: process.env.PATH, TMPDIR: temporaryDirectory},
});
console.log(api.url);
