import {expect} from 'vitest';
import type {Json, JsonObject} from '../../source/domain/json.ts';
import type {LocalApi, LocalApiOptions} from '../../source/local/local-api.ts';
import {type Call, startTestApi} from './local-server.ts';
import {createManualClock, type ManualClock} from './manual-clock.ts';

export const machinesPath = '/v1/apps/web/machines';

export type TestMachine = {
	readonly api: LocalApi;
	readonly clock: ManualClock;
	readonly call: Call;
	readonly id: string;
	/** The path of the machine. */
	readonly path: string;
	/** The machine as it is answered now. */
	readonly get: () => Promise<JsonObject>;
	/** A POST below the path of the machine that must be answered with 200. */
	readonly post: (suffix: string, body?: Json) => Promise<JsonObject>;
};

/** A local API on a clock that the test moves, with an app `web` and one simulated machine in it, started unless `skip_launch` says otherwise. */
export const startWithMachine = async (body: JsonObject = {}, options: Partial<LocalApiOptions> = {}): Promise<TestMachine> => {
	const clock = createManualClock();
	const {api, call} = await startTestApi({clock, ...options});
	await call('POST', '/v1/apps', {name: 'web', org_slug: 'personal'});
	const {body: made} = await call('POST', machinesPath, {config: {image: 'nginx'}, ...body});
	clock.advance(2000);
	const path = `${machinesPath}/${made.id}`;
	return {
		api,
		clock,
		call,
		id: String(made.id),
		path,
		get: async () => (await call('GET', path)).body,
		async post(suffix, sent) {
			const reply = await call('POST', path + suffix, sent);
			expect([reply.status, reply.text]).toEqual([200, expect.any(String)]);
			return reply.body;
		},
	};
};

/** The events of an answered machine, oldest first, as `type/status/source`. */
export const storyOf = (machine: JsonObject): readonly string[] => {
	const events: ReadonlyArray<Readonly<Record<'type' | 'status' | 'source', string>>> = JSON.parse(JSON.stringify(machine.events));
	return events.map(({type, status, source}) => `${type}/${status}/${source}`).toReversed();
};
