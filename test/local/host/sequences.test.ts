import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {isJsonObject, type Json, type JsonObject} from '../../../source/domain/json.ts';
import {stopRuleOf} from '../../../source/local/fleet/machine-config.ts';
import type {EventRecord} from '../../../source/local/fleet/machine-record.ts';
import {listedEventOnWire} from '../../../source/local/fleet/wire.ts';
import {createTestWorld} from '../../helpers/local-world.ts';
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

const expectSame = (events: readonly EventRecord[], name: string): void => {
	const known = recorded(name);
	const ours = events.map(listedEventOnWire).toReversed();
	expect(ours).toHaveLength(known.length);
	expect(ours.map((event, index) => essence(event, known[index] ?? {}))).toEqual(known.map(event => essence(event, event)));
};

const timeline = 'live-events-timeline-2026-08.json';
const destruction = 'live-events-destroy-2026-09.json';

describe.skipIf(machinesApiDir === undefined)('the same causes give the events that were recorded', () => {
	test('for a machine that is stopped by its user and woken by the proxy, again and again', () => {
		const world = createTestWorld();
		const id = world.create();
		world.clock.advance(20_000);
		for (let cycle = 0; cycle < 3; cycle++) {
			world.driver.stop(world.machine(id), stopRuleOf({}, {}), 'user');
			world.clock.advance(1000);
			world.driver.start(world.machine(id), 'proxy');
			world.clock.advance(1000);
		}

		expectSame(world.machine(id).events, timeline);
	});

	test('for a machine that ran out of memory, ran again, and was destroyed', () => {
		const world = createTestWorld();
		const config = {restart: {policy: 'always'}, metadata: {simulate_exit_after_seconds: '10', simulate_oom: 'true'}};
		const id = world.create(config);
		world.clock.advance(13_800);
		world.driver.destroy(world.machine(id), {force: true});
		world.clock.advance(1600);
		const {events} = world.machine(id);
		// Of what came before the first exit only the launch by the user was recorded.
		const unrecorded = new Set([events.find(({status}) => status === 'pending'), events.findLast(({type}) => type === 'start')]);
		expectSame(
			events.filter(event => !unrecorded.has(event)),
			destruction,
		);
	});

	test('in every recording of events that there is', () => {
		const names = readdirSync(join(machinesApiDir ?? '', 'fixtures')).filter(name => name.startsWith('live-events-'));
		expect(names.toSorted()).toEqual([destruction, timeline]);
	});
});
