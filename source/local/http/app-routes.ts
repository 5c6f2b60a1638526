import type {Hono} from 'hono';
import {Fault, refusal} from '../fleet/fault.ts';
import {textAt} from '../fleet/json-reader.ts';
import type {AppRecord} from '../fleet/machine-record.ts';
import {appOnWire} from '../fleet/wire.ts';
import type {World} from '../host/world.ts';
import {answer} from './answer.ts';
import {isOn, wordOf} from './query.ts';
import {readBody} from './read-body.ts';
import {requestShapes} from './request-shapes.ts';

const appName = /^[a-z0-9](?:[a-z0-9-]{0,60}[a-z0-9])?$/;

const restStates = new Set(['created', 'stopped', 'suspended', 'failed', 'destroying']);

const requireNewName = ({store}: World, name: string): void => {
	if (!appName.test(name)) {
		throw new Fault(422, {error: 'Validation failed: Name under 63 chars using numbers, lowercase letters and dashes'});
	}

	if (store.findApp(name) !== undefined) {
		throw new Fault(422, {error: 'Validation failed: Name has already been taken', status: 'name_taken'});
	}
};

/** The calls on apps: list, create, get, delete. */
export const registerAppRoutes = (http: Hono, world: World): void => {
	const {store, driver, ids, scheduler} = world;
	const onWire = (app: AppRecord) => appOnWire(app, store.liveMachinesOf(app.name));

	http.get('/v1/apps', context => {
		const organization = wordOf(new URL(context.req.url).searchParams, 'org_slug');
		if (organization === undefined) {
			throw refusal('invalid_argument', 'org_slug is required');
		}

		const apps = store.apps().filter(app => app.organization === organization);
		return answer({total_apps: apps.length, apps: apps.map(onWire)});
	});

	http.post('/v1/apps', async context => {
		const body = await readBody(context.req.raw, requestShapes.createApp);
		const name = textAt(body, 'name') ?? textAt(body, 'app_name') ?? '';
		requireNewName(world, name);
		const organization = textAt(body, 'org_slug');
		if (organization === undefined) {
			throw refusal('invalid_argument', 'org_slug is required');
		}

		const network = textAt(body, 'network') ?? 'default';
		const app: AppRecord = {id: ids.appId(), name, organization, network, createdAtMs: scheduler.now()};
		store.addApp(app);
		return answer({id: app.id, created_at: app.createdAtMs}, 201);
	});

	http.get('/v1/apps/:app', context => answer(onWire(store.app(context.req.param('app')))));

	http.delete('/v1/apps/:app', context => {
		const app = store.app(context.req.param('app'));
		const machines = store.liveMachinesOf(app.name);
		const running = machines.filter(machine => !restStates.has(machine.state));
		if (running.length > 0 && !isOn(new URL(context.req.url).searchParams, 'force')) {
			throw refusal('failed_precondition', `unable to delete app, ${running.length} of its machines are not stopped`);
		}

		for (const machine of machines) {
			driver.abandon(machine);
		}

		store.removeApp(app.name);
		return new Response(null, {status: 202});
	});
};
