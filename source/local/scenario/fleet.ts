import type {JsonObject} from '../../domain/json.ts';
import {acceptConfig} from '../fleet/accept-config.ts';
import type {World} from '../host/world.ts';
import {pick, wholeNumber} from '../random.ts';
import {acts, days, launched, type Story, tell} from './story.ts';

const regions = [
	'ams',
	'arn',
	'bom',
	'cdg',
	'dfw',
	'ewr',
	'fra',
	'gru',
	'iad',
	'jnb',
	'lax',
	'lhr',
	'nrt',
	'ord',
	'sin',
	'sjc',
	'syd',
	'yyz',
];

type Kind = {
	readonly share: number;
	readonly later: (agoSeconds: number) => Story;
	readonly config?: JsonObject;
	readonly metadata?: Readonly<Record<string, string>>;
};

/** What becomes of the machines of a fleet, and how many in a hundred. */
const kinds: readonly Kind[] = [
	{share: 68, later: () => []},
	{
		share: 12,
		later: ago => [
			[ago, acts.stopAsked],
			[ago - 1, acts.exitedClean],
		],
	},
	{share: 8, later: ago => [[ago, acts.suspended]]},
	{share: 4, later: ago => [[ago, acts.crashed]], config: {restart: {policy: 'no'}}},
	{share: 3, later: ago => [[ago, acts.ranOutOfMemory]], config: {restart: {policy: 'no'}}},
	{share: 3, later: ago => [[ago, acts.failedToStart]]},
	{
		share: 2,
		later: () => [],
		config: {restart: {policy: 'always'}},
		metadata: {simulate_exit_after_seconds: '40', simulate_exit_code: '1'},
	},
];

const drawKind = (random: () => number): Kind => {
	let rest = wholeNumber(
		random,
		kinds.reduce((sum, {share}) => sum + share, 0),
	);
	for (const kind of kinds) {
		rest -= kind.share;
		if (rest < 0) {
			return kind;
		}
	}

	return pick(random, kinds);
};

/** Fills the app `fleet` with simulated machines in mixed states and regions. */
export const loadFleet = (world: World, random: () => number, count: number): void => {
	const {store, driver, ids, scheduler} = world;
	const nowMs = scheduler.now();
	store.addApp({id: ids.appId(), name: 'fleet', organization: 'personal', network: 'default', createdAtMs: nowMs - 30 * days * 1000});
	for (let made = 0; made < count; made++) {
		const kind = drawKind(random);
		const launchedSecondsAgo = 100 + wholeNumber(random, 20 * days);
		const config = acceptConfig({
			image: 'registry.fly.io/fleet:deployment-01',
			guest: {cpu_kind: 'shared', cpus: 1, memory_mb: 256 * (1 + wholeNumber(random, 4))},
			...kind.config,
			metadata: {fly_process_group: pick(random, ['web', 'worker', 'cron']), ...kind.metadata},
		});
		const asked = {
			id: ids.machineId(),
			app: 'fleet',
			name: ids.machineName(),
			region: pick(random, regions),
			privateIp: ids.privateIp(),
			config,
			willRun: true,
		};
		const story = [...launched(launchedSecondsAgo), ...kind.later(10 + wholeNumber(random, launchedSecondsAgo - 50))];
		driver.restore(tell(asked, launchedSecondsAgo, story, nowMs, ids));
	}
};
