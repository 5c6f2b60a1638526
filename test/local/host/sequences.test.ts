import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test, vi} from 'vitest';
import {isJsonObject, type Json, type JsonObject} from '../../../source/domain/json.ts';
import {runMachine} from '../../facts/run-machine.ts';
import {startWithMachine, storyOf} from '../../helpers/local-machine.ts';
import {machinesApiDir} from '../../helpers/machines-api-dir.ts';

/** A recorded list of events, oldest first. */
const recorded = (name: string): readonly JsonObject[] => {
	const list: Json = JSON.parse(readFileSync(join(machinesApiDir ?? '', 'fixtures', name), 'utf8'));
	return (Array.isArray(list) ? list : []).filter(isJsonObject).toReversed();
};

const isoMs = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** The fields of an exit that were recorded; of its time, which is another each time, only whether it has its form. */
const exitEssence = (exit: Json | undefined, like: Json | undefined): JsonObject => {
	const fields = isJsonObject(like) ? Object.keys(like) : [];
	const kept = isJsonObject(exit) ? Object.fromEntries(fields.map(field => [field, exit[field]])) : {};
	return 'exited_at' in kept ? {...kept, exited_at: typeof kept.exited_at === 'string' && isoMs.test(kept.exited_at)} : kept;
};

/** What of an event was recorded and does not differ from one machine to the next. */
const essence = ({type, status, source, request}: JsonObject, like: JsonObject): JsonObject => {
	if (!isJsonObject(like.request) || !isJsonObject(request)) {
		return {type, status, source, ...('request' in like ? {request} : {})};
	}

	const {exit_event: exit, restart_count: restartCount} = request;
	const {exit_event: exitLike} = like.request;
	return {type, status, source, exit: exitEssence(exit, exitLike), ...('restart_count' in like.request ? {restartCount} : {})};
};

const expectSame = (listed: readonly Json[], name: string): void => {
	const known = recorded(name);
	const ours = listed.filter(isJsonObject).toReversed();
	expect(ours).toHaveLength(known.length);
	expect(ours.map((event, index) => essence(event, known[index] ?? {}))).toEqual(known.map(event => essence(event, event)));
};

const timeline = 'live-events-timeline-2026-08.json';
const destruction = 'live-events-destroy-2026-09.json';

/** Takes 300 MB the first time it runs; from then on it waits to be told to end, and ends well. */
const greedyOnce = `
	const {existsSync, writeFileSync} = require('node:fs');
	process.on('SIGINT', () => process.exit(0));
	setInterval(() => {}, 1000);
	if (existsSync('ran')) {
		console.log('ready');
	} else {
		writeFileSync('ran', '');
		globalThis.held = Buffer.alloc(300 * 1024 * 1024, 1);
	}`;

describe.skipIf(machinesApiDir === undefined)('the same causes give the events that were recorded', () => {
	test('for a machine that is stopped by its user and woken by the proxy, again and again', async () => {
		const {call, clock, id, path, post} = await startWithMachine();
		for (let cycle = 0; cycle < 3; cycle++) {
			await post('/stop');
			clock.advance(1000);
			await call('POST', '/_flydeck/causes', {cause: 'proxy-start', machine: id});
			clock.advance(1000);
		}

		expectSame((await call('GET', `${path}/events?limit=50`)).list, timeline);
	});

	test('for a machine that ran out of memory, ran again, and was destroyed', {timeout: 30_000}, async () => {
		const config = {
			init: {exec: [process.execPath, '-e', greedyOnce]},
			guest: {cpu_kind: 'shared', cpus: 1, memory_mb: 256},
			rootfs: {persist: 'always'},
			restart: {policy: 'always'},
		};
		const {call, path, logs} = await runMachine(config, 10);
		await vi.waitFor(async () => expect(await logs()).toContain('ready'), {timeout: 20_000});
		await call('DELETE', `${path}?force=true`);
		await call('GET', `${path}/wait?state=destroyed&timeout=10`);
		const {list} = await call('GET', `${path}/events`);
		// Of what came before the first exit the recording has only the launch by the user, though every other one begins as this does.
		expect(storyOf({events: list}).slice(0, 3)).toEqual(['launch/pending/flyd', 'launch/created/user', 'start/started/flyd']);
		expectSame([...list.slice(0, -3), ...list.slice(-2, -1)], destruction);
	});

	test('in every recording of events that there is', () => {
		const names = readdirSync(join(machinesApiDir ?? '', 'fixtures')).filter(name => name.startsWith('live-events-'));
		expect(names.toSorted()).toEqual([destruction, timeline]);
	});
});
