import {expect, test} from 'vitest';
import type {JsonObject} from '../../../source/domain/json.ts';
import {eventually} from '../../helpers/eventually.ts';
import {startTestApi} from '../../helpers/local-server.ts';

const app = '/v1/apps/web';

/** A machine that logs its secret at each start, and runs until it is stopped. */
const config = {image: 'busybox', init: {exec: ['sh', '-c', 'echo "word: $WORD"; exec sleep 60']}};

const start = async () => {
	const {call} = await startTestApi({speed: 100});
	await call('POST', '/v1/apps', {name: 'web', org_slug: 'personal'});
	await call('POST', `${app}/secrets`, {values: {WORD: 'first'}});
	const machine = `${app}/machines/${(await call('POST', `${app}/machines`, {config})).body.id}`;
	const post = async (suffix: string, body?: JsonObject): Promise<void> => {
		expect((await call('POST', machine + suffix, body)).status).toBe(200);
	};

	const wait = async (state: string): Promise<void> => {
		expect((await call('GET', `${machine}/wait?state=${state}&timeout=30`)).status).toBe(200);
	};

	/** Waits until so many starts have logged what they found. */
	const words = (count: number): Promise<readonly string[]> =>
		eventually(async () => {
			const {data} = JSON.parse((await call('GET', '/api/v1/apps/web/logs')).text);
			const found = data
				.map(({attributes}: {readonly attributes: {readonly message: string}}) => attributes.message)
				.filter((message: string) => message.startsWith('word: '))
				.map((message: string) => message.slice('word: '.length));
			expect(found).toHaveLength(count);
			return found;
		});

	return {call, post, wait, words};
};

test('a machine keeps the values of its secrets over a stop, a start and a restart; an update gives it the new ones', async () => {
	const {call, post, wait, words} = await start();
	await words(1);
	const {body} = await call('POST', `${app}/secrets`, {values: {WORD: 'second'}});
	await post('/stop');
	await wait('stopped');
	await post('/start');
	await words(2);
	await wait('started');
	await post('/restart');
	await words(3);
	await wait('started');
	await post('', {config, min_secrets_version: Number(body.version)});
	await words(4);
	await wait('started');
	await post('', {config, skip_secrets: true});
	expect(await words(5)).toEqual(['first', 'first', 'first', 'second', '']);
});
