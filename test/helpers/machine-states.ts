import type {JsonObject} from '../../source/domain/json.ts';
import {type RealismLevel, realisms} from '../../source/local/host/realism.ts';
import {flowApp} from './flow-server.ts';
import {type Call, startTestApi} from './local-server.ts';
import {createManualClock, type ManualClock} from './manual-clock.ts';

const machinesPath = `/v1/apps/${flowApp}/machines`;

/** How a state is reached: what the machine is made of, how long it is left to itself, in ms, what is asked of it then, and how long that takes. */
type Way = {
	readonly body?: JsonObject;
	readonly config?: JsonObject;
	readonly untilMs?: number;
	readonly ask?: readonly [method: string, suffix: string];
	readonly thenMs?: number;
	readonly realism?: RealismLevel;
};

/** Longer than any step of a machine takes at the local API. */
const longMs = 10_000;
const shell = (...exec: readonly string[]): JsonObject => ({init: {exec}});

/** The ways to every state in which a machine can be found. */
export const ways = {
	// As soon as Get Machine knows it, which is before any image is there.
	'created, its image on the way': {realism: 'typical', untilMs: 500},
	created: {body: {skip_launch: true}, untilMs: longMs},
	starting: {},
	started: {untilMs: longMs},
	stopping: {untilMs: longMs, ask: ['POST', '/stop']},
	stopped: {untilMs: longMs, ask: ['POST', '/stop'], thenMs: longMs},
	restarting: {untilMs: longMs, ask: ['POST', '/restart']},
	suspending: {untilMs: longMs, ask: ['POST', '/suspend']},
	suspended: {untilMs: longMs, ask: ['POST', '/suspend'], thenMs: longMs},
	replacing: {untilMs: longMs, ask: ['POST', '']},
	failed: {config: shell('/there/is/no/such/program'), untilMs: longMs},
	launch_failed: {config: {...shell('sleep', '1'), files: [{guest_path: '/x', secret_name: 'NONE'}]}, untilMs: 1800},
	destroying: {untilMs: longMs, ask: ['DELETE', '?force=true']},
	gone: {untilMs: longMs, ask: ['DELETE', '?force=true'], thenMs: longMs},
} as const satisfies Readonly<Record<string, Way>>;

export type Reached = keyof typeof ways;

export type MachineInState = {
	readonly url: string;
	/** The time of the API, which stands still until it is moved. */
	readonly clock: ManualClock;
	/** The requests since then that would change a machine, as `POST …/stop`. */
	readonly writes: string[];
	readonly id: string;
	/** The path of the machine. */
	readonly path: string;
	readonly call: Call;
};

/** A local API whose time stands still, with one machine `web-1` in a state that lasts until the time is moved. */
export const startWithState = async (reached: Reached, isCordoned = false): Promise<MachineInState> => {
	const {body = {}, config = {}, untilMs = 0, ask, thenMs = 0, realism = 'none'}: Way = ways[reached];
	const clock = createManualClock(Date.parse('2027-01-15T08:00:00Z'));
	const writes: string[] = [];
	const log = (line: string): void => {
		writes.push(...(/\b(?:POST|DELETE)\b.*\/machines\/\w+/.test(line) ? [line] : []));
	};
	const {api, call} = await startTestApi({clock, log, realism});
	await call('POST', '/v1/apps', {app_name: flowApp, org_slug: 'personal'});
	clock.advance(realisms[realism].unknownAppMs);
	const given = {image: 'nginx', ...config};
	const {body: made} = await call('POST', machinesPath, {name: 'web-1', config: given, ...body});
	const path = `${machinesPath}/${made.id}`;
	clock.advance(untilMs);
	if (isCordoned) {
		await call('POST', `${path}/cordon`);
	}

	if (ask !== undefined) {
		await call(ask[0], path + ask[1], ask[1] === '' ? {config: given} : undefined);
	}

	clock.advance(thenMs);
	writes.length = 0;
	return {url: api.url, clock, writes, id: String(made.id), path, call};
};
