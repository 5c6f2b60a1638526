import {acceptConfig} from '../fleet/accept-config.ts';
import type {World} from '../host/world.ts';
import {type DemoMachine, demoMachines} from './demo-machines.ts';
import {letProxyStopAndStart} from './proxy-autostop.ts';
import {days, tell} from './story.ts';

const apps = ['shop-web', 'shop-worker'] as const;

const configOf = ({app, group, config, metadata}: DemoMachine, deployment: string) =>
	acceptConfig({
		image: `registry.fly.io/${app}:deployment-${deployment}`,
		env: {FLY_PROCESS_GROUP: group, PRIMARY_REGION: 'fra'},
		guest: {cpu_kind: 'shared', cpus: 1, memory_mb: 256},
		restart: {policy: 'on-failure', max_retries: 10},
		...config,
		metadata: {fly_platform_version: 'v2', fly_process_group: group, fly_release_version: '63', ...metadata},
	});

/** Fills a world with the demo: two apps and a dozen machines that live, fail, restart and stop by themselves. */
export const loadDemo = (world: World, random: () => number): void => {
	const {store, driver, ids, scheduler} = world;
	const nowMs = scheduler.now();
	for (const name of apps) {
		store.addApp({id: ids.appId(), name, organization: 'personal', network: 'default', createdAtMs: nowMs - 21 * days * 1000});
	}

	const deployments = new Map<string, string>(apps.map(app => [app, ids.ulid(nowMs - 12 * days * 1000)]));
	for (const row of demoMachines) {
		const asked = {
			id: ids.machineId(),
			app: row.app,
			name: ids.machineName(),
			region: row.region,
			privateIp: ids.privateIp(),
			config: configOf(row, deployments.get(row.app) ?? ''),
			willRun: row.skipLaunch !== true,
		};
		driver.restore(tell(asked, row.launchedSecondsAgo, row.story, nowMs, ids));
		if (row.isAutostopped) {
			letProxyStopAndStart(world, random, asked.id);
		}
	}
};
