import type {JsonObject} from '../../domain/json.ts';
import {acts, days, hours, launched, minutes, type Story} from './story.ts';

export type DemoMachine = {
	readonly app: 'shop-web' | 'shop-worker';
	readonly region: string;
	readonly group: string;
	readonly launchedSecondsAgo: number;
	readonly story: Story;
	readonly config?: JsonObject;
	readonly metadata?: Readonly<Record<string, string>>;
	readonly skipLaunch?: true;
	/** The proxy stops it when nobody comes, and starts it again when somebody does. */
	readonly isAutostopped?: true;
};

const httpCheck = {type: 'http', interval: '15s', timeout: '2s', grace_period: '5s', method: 'GET', path: '/up'};

const webService = (autostop: string): JsonObject => ({
	protocol: 'tcp',
	internal_port: 8080,
	autostop,
	autostart: true,
	min_machines_running: 0,
	ports: [
		{port: 80, handlers: ['http'], force_https: true},
		{port: 443, handlers: ['http', 'tls']},
	],
	checks: [httpCheck],
	concurrency: {type: 'requests', hard_limit: 250, soft_limit: 200},
});

const web: JsonObject = {services: [webService('off')]};
const twoChecks: JsonObject = {...web, checks: {database: {type: 'tcp', port: 5432, interval: '15s', timeout: '2s', grace_period: '1s'}}};
const shell = (script: string): JsonObject => ({exec: ['sh', '-c', script]});

const crashes: Story = Array.from({length: 6}, (_, index) => 9 * (6 - index)).flatMap(agoSeconds => [
	[agoSeconds + 2, acts.crashed],
	[agoSeconds, acts.started],
]);

const runs: Story = Array.from({length: 5}, (_, index) => 28 * (5 - index)).flatMap(agoSeconds => [
	[agoSeconds - 23, acts.exitedClean],
	[agoSeconds - 25, acts.started],
]);

/** The machines of the demo, oldest first. */
export const demoMachines: readonly DemoMachine[] = [
	{
		app: 'shop-worker',
		region: 'iad',
		group: 'report',
		launchedSecondsAgo: 21 * days,
		story: [...launched(21 * days), [2 * days, acts.stopAsked], [2 * days - 3, acts.exitedClean]],
		config: {restart: {policy: 'on-failure', max_retries: 3}},
	},
	{
		app: 'shop-web',
		region: 'fra',
		group: 'web',
		launchedSecondsAgo: 12 * days,
		story: [
			...launched(12 * days),
			[3 * days, acts.updated],
			[3 * days - 2, acts.exitedClean],
			[3 * days - 4, acts.replaced],
			[3 * days - 6, acts.started],
		],
		config: web,
	},
	{app: 'shop-web', region: 'iad', group: 'web', launchedSecondsAgo: 12 * days - 40, story: launched(12 * days - 40), config: web},
	{app: 'shop-web', region: 'syd', group: 'web', launchedSecondsAgo: 12 * days - 90, story: launched(12 * days - 90), config: web},
	{
		app: 'shop-web',
		region: 'lhr',
		group: 'web',
		launchedSecondsAgo: 9 * days,
		story: [
			...launched(9 * days),
			[5 * hours, acts.stopAsked],
			[5 * hours - 2, acts.exitedClean],
			[4 * hours, acts.startAsked],
			[4 * hours - 1, acts.started],
		],
		config: twoChecks,
		metadata: {simulate_failing_checks: 'database'},
	},
	{
		app: 'shop-web',
		region: 'nrt',
		group: 'web',
		launchedSecondsAgo: 6 * days,
		story: [...launched(6 * days), [7 * hours, acts.suspended]],
		config: {services: [webService('suspend')]},
	},
	{
		app: 'shop-web',
		region: 'gru',
		group: 'web',
		launchedSecondsAgo: 5 * days,
		story: [
			...launched(5 * days),
			[3 * minutes, acts.stoppedByProxy],
			[3 * minutes - 1, acts.exitedClean],
			[50, acts.startedByProxy],
			[49, acts.started],
		],
		config: {services: [webService('stop')]},
		isAutostopped: true,
	},
	{
		app: 'shop-worker',
		region: 'ams',
		group: 'resize',
		launchedSecondsAgo: 4 * days,
		story: [...launched(4 * days), [35 * minutes, acts.ranOutOfMemory]],
		config: {guest: {cpu_kind: 'shared', cpus: 2, memory_mb: 512}, restart: {policy: 'no'}},
		metadata: {simulate_exit_after_seconds: '45', simulate_oom: 'true'},
	},
	{
		app: 'shop-worker',
		region: 'fra',
		group: 'queue',
		launchedSecondsAgo: 3 * days,
		story: [...launched(3 * days), [8 * minutes, acts.leasedByDeploy]],
		config: {guest: {cpu_kind: 'performance', cpus: 1, memory_mb: 2048}},
	},
	{
		app: 'shop-worker',
		region: 'ams',
		group: 'stubborn',
		launchedSecondsAgo: 26 * hours,
		story: [
			...launched(26 * hours),
			[2 * hours, acts.stopAsked],
			[2 * hours - 4, acts.killed],
			[hours, acts.startAsked],
			[hours - 1, acts.started],
		],
		config: {init: shell("trap '' INT; while true; do sleep 1; done"), stop_config: {signal: 'SIGINT', timeout: '4s'}},
	},
	{
		app: 'shop-worker',
		region: 'lhr',
		group: 'ticker',
		launchedSecondsAgo: 20 * minutes,
		story: [...launched(20 * minutes), ...runs],
		config: {restart: {policy: 'always'}},
		metadata: {simulate_exit_after_seconds: '25'},
	},
	{
		app: 'shop-worker',
		region: 'iad',
		group: 'import',
		launchedSecondsAgo: 2 * minutes,
		story: [...launched(2 * minutes), ...crashes],
		config: {init: shell('sleep 7; exit 1'), restart: {policy: 'always'}},
	},
	{
		app: 'shop-web',
		region: 'fra',
		group: 'canary',
		launchedSecondsAgo: 100,
		story: [[97, acts.imageArrived]],
		config: web,
		skipLaunch: true,
	},
];
