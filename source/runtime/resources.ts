import type {Effect} from '../commands/command.ts';
import type {Poller} from './poller.ts';
import {createResourceLoader, type ResourceLoaderOptions} from './resource-loader.ts';
import {createResourceRunner, type ResourceRunnerOptions} from './resource-runner.ts';

type Options = ResourceLoaderOptions & Pick<ResourceRunnerOptions, 'record'> & {readonly poller: Pick<Poller, 'choose' | 'refresh'>};

export type ResourceEffect = Extract<Effect, {readonly type: 'act-on-resources' | 'choose-apps'}>;

/** Everything about apps and what they have besides machines, wired together. */
export const createResources = (options: Options) => {
	const {store, poller} = options;
	const loader = createResourceLoader(options);
	const runner = createResourceRunner({
		...options,
		refresh: loader.refresh,
		onAppsChanged(deleted) {
			const {chosenApps} = store.getState();
			if (deleted === undefined || !chosenApps.includes(deleted)) {
				poller.refresh();
				return;
			}

			const apps = chosenApps.filter(app => app !== deleted);
			store.dispatch({type: 'apps-chosen', apps});
			poller.choose(apps);
		},
	});
	return {
		start: loader.start,
		refresh: loader.refresh,
		async perform(effect: ResourceEffect): Promise<unknown> {
			switch (effect.type) {
				case 'act-on-resources':
					return runner.run(effect.order, effect.targets);
				case 'choose-apps':
					return poller.choose(effect.apps);
			}
		},
		async stop(): Promise<void> {
			loader.stop();
			await runner.stop();
		},
	};
};
