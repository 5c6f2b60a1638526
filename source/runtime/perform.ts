import type {Effect} from '../commands/command.ts';
import type {ActionRunner} from './action-runner.ts';
import type {Configs} from './configs.ts';
import type {Copier} from './copier.ts';
import type {Inside} from './inside.ts';
import type {JobRunner} from './job-runner.ts';
import {keepView} from './keep-view.ts';
import type {Leases} from './leases.ts';
import type {createPast} from './past.ts';
import type {Poller} from './poller.ts';
import type {createResources} from './resources.ts';
import type {RuntimeOptions} from './runtime.ts';
import type {Waiter} from './waiter.ts';

/** What only the terminal can do. */
type ScreenEffect = Extract<Effect, {readonly type: 'edit-config' | 'edit-form' | 'repaint' | 'suspend-job' | 'open-shell' | 'quit'}>;

export type RuntimeEffect = Exclude<Effect, ScreenEffect>;

type Crew = Pick<RuntimeOptions, 'saveView' | 'steer' | 'store' | 'clock'> & {
	readonly poller: Pick<Poller, 'refresh'>;
	readonly leases: Pick<Leases, 'perform'>;
	readonly copier: Copier;
	readonly past: Pick<ReturnType<typeof createPast>, 'readChanges'>;
	readonly inside: Pick<Inside, 'perform'>;
	readonly waiter: Pick<Waiter, 'wait'>;
	readonly actions: Pick<ActionRunner, 'run'>;
	readonly jobs: Pick<JobRunner, 'run'>;
	readonly configs: Pick<Configs, 'perform'>;
	readonly resources: Pick<ReturnType<typeof createResources>, 'perform' | 'refresh'>;
};

/** Hands each effect to whoever does it; what comes of that answers when it is done. */
export const createPerform =
	({poller, leases, copier, past, inside, waiter, actions, jobs, configs, resources, ...options}: Crew) =>
	async (effect: RuntimeEffect): Promise<unknown> => {
		switch (effect.type) {
			case 'clone':
			case 'read-regions':
			case 'create-machine':
			case 'load-versions':
			case 'compare':
			case 'apply-change':
				return configs.perform(effect);
			case 'act':
				return actions.run(effect.order, effect.target);
			case 'run-job':
				return jobs.run(effect.jobId);
			case 'acquire-lease':
			case 'refresh-lease':
			case 'renew-lease':
			case 'release-lease':
			case 'break-lease':
			case 'release-leftovers':
			case 'keep-leftovers':
				return leases.perform(effect);
			case 'copy':
				return copier.copy(effect.what, effect.text);
			case 'copy-curl':
				return copier.copyCurl(effect.deeds);
			case 'copy-command':
				return copier.copyCommands([effect.command]);
			case 'wait':
				return waiter.wait(effect.targets, effect.wanted);
			case 'exec':
			case 'read-metadata':
			case 'change-metadata':
			case 'save-file':
				return inside.perform(effect);
			case 'act-on-resources':
			case 'choose-apps':
				return resources.perform(effect);
			case 'read-changes':
				return past.readChanges();
			case 'save-view':
				return keepView(options, effect);
			case 'steer-replay':
				return options.steer?.(effect.how);
			case 'refresh':
				poller.refresh(effect.app);
				return effect.app === undefined ? resources.refresh() : undefined;
		}
	};
