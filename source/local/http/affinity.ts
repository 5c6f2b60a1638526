import type {Context} from 'hono';
import {getCookie} from 'hono/cookie';
import {Fault} from '../fleet/fault.ts';
import type {World} from '../host/world.ts';

const cookieName = 'fly_flaps_affinity';

/** The cookie that takes the calls about a new app to the node that knows it. Not `Secure`: clients would not send it over plain HTTP. */
export const affinityCookie = (app: string, appId: string): string =>
	`${cookieName}=${appId}; Path=/v1/apps/${app}; HttpOnly; SameSite=Lax`;

/**
Throws a 404 or 401 Fault for a request about an app that is so new that other nodes do not know it, unless the request carries the
cookie that came with the app.
*/
export const requireKnownApp = ({store, scheduler, realism, speed, random}: World, context: Context): void => {
	const app = store.findApp(context.req.param('app') ?? '');
	const isNew = app !== undefined && scheduler.now() - app.createdAtMs < realism.unknownAppMs / speed;
	if (isNew && getCookie(context, cookieName) !== app.id) {
		throw random() < 0.5 ? new Fault(404, {error: 'app not found'}) : new Fault(401, {error: 'Authenticate: token validation error'});
	}
};
