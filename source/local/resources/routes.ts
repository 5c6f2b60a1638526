import type {Route} from '../http/route.ts';
import {certificateRoutes} from './certificates/certificate-routes.ts';
import {graphqlRoutes} from './graphql/graphql-routes.ts';
import {ipAssignmentRoutes} from './ip-assignments/ip-assignment-routes.ts';
import {logRoutes} from './log-routes.ts';
import {organizationRoutes} from './organization/organization-routes.ts';
import {outOfScopeRoutes} from './out-of-scope-routes.ts';
import {platformRoutes} from './platform/platform-routes.ts';
import type {ResourceWorld} from './resource-world.ts';
import {secretKeyRoutes} from './secret-keys/secret-key-routes.ts';
import {secretRoutes} from './secrets/secret-routes.ts';
import {tokenRoutes} from './tokens/token-routes.ts';
import {volumeRoutes} from './volumes/volume-routes.ts';

/** The rows of the route table for all that is not a machine or an app. */
export const resourceRoutes = (world: ResourceWorld): readonly Route[] => [
	...volumeRoutes(world),
	...secretRoutes(world),
	...secretKeyRoutes(world),
	...certificateRoutes(world),
	...ipAssignmentRoutes(world),
	...organizationRoutes(world),
	...platformRoutes,
	...tokenRoutes(world),
	...logRoutes(world),
	...graphqlRoutes(world),
	...outOfScopeRoutes,
];
