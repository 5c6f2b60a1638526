import {faultRoutes} from '../faults/fault-routes.ts';
import type {World} from '../host/world.ts';
import {resourceRoutes} from '../resources/routes.ts';
import {appRoutes} from './app-routes.ts';
import {causeRoutes} from './cause-routes.ts';
import {historyRoutes} from './history-routes.ts';
import {insideRoutes} from './inside-routes.ts';
import {leaseRoutes} from './lease-routes.ts';
import {lifecycleRoutes} from './lifecycle-routes.ts';
import {machineRoutes} from './machine-routes.ts';
import {metadataRoutes} from './metadata-routes.ts';
import type {Route} from './route.ts';
import {waitRoutes} from './wait-route.ts';

/** THE route table: every method and path that the local API answers, once. */
export const routesOf = (world: World): readonly Route[] => {
	const routes = [
		...appRoutes(world),
		...machineRoutes(world),
		...lifecycleRoutes(world),
		...metadataRoutes(world),
		...historyRoutes(world),
		...insideRoutes(world),
		...waitRoutes(world),
		...leaseRoutes(world),
		...resourceRoutes(world),
	];
	return [...routes, ...faultRoutes(world.faults, routes), ...causeRoutes(world)];
};
