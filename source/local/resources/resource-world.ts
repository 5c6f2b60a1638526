import type {Store} from '../host/store.ts';
import type {Logs} from '../logs/logs.ts';
import type {Resources} from './resources.ts';

/** What the routes of resources work on: a part of the world that all routes share. */
export type ResourceWorld = {
	readonly store: Pick<Store, 'apps' | 'findApp' | 'app' | 'machinesOf' | 'liveMachinesOf' | 'findMachine'>;
	readonly scheduler: {readonly now: () => number};
	readonly resources: Resources;
	readonly logs: Pick<Logs, 'page'>;
};
