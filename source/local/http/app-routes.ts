import {textAt} from '../../domain/json-reader.ts';
import {Fault, refusal} from '../fleet/fault.ts';
import type {AppRecord} from '../fleet/machine-record.ts';
import {appOnWire} from '../fleet/wire.ts';
import type {World} from '../host/world.ts';
import {volumeState} from '../resources/volumes/volume-record.ts';
import {affinityCookie} from './affinity.ts';
import {answer} from './answer.ts';
import {isOn, wordOf} from './query.ts';
import {requestShapes} from './request-shapes.ts';
import type {Call, Route} from './route.ts';

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

const requireOrganization = (organization: string | undefined): string => {
	if (organization === undefined) {
		throw refusal('invalid_argument', 'org_slug is required');
	}

	return organization;
};

/** The calls on apps: list, create, get, delete. */
export const appRoutes = (world: World): readonly Route[] => {
	const {store, driver, ids, scheduler, resources, logs} = world;

	const onWire = (app: AppRecord) => {
		const volumes = resources.volumes.of(app.name).filter(volume => volumeState(volume, scheduler.now()) !== 'destroyed');
		return appOnWire(app, store.liveMachinesOf(app.name), volumes.length);
	};

	const list = ({query}: Call): Response => {
		const organization = requireOrganization(wordOf(query, 'org_slug'));
		const apps = store.apps().filter(app => app.organization === organization);
		return answer({total_apps: apps.length, apps: apps.map(onWire)});
	};

	const create = async (call: Call): Promise<Response> => {
		const body = await call.body(requestShapes.createApp);
		const name = textAt(body, 'name') ?? textAt(body, 'app_name') ?? '';
		const idempotencyKey = textAt(body, 'idempotency_key');
		const existing = store.findApp(name);
		if (existing !== undefined && idempotencyKey !== undefined && existing.idempotencyKey === idempotencyKey) {
			return created(existing);
		}

		requireNewName(world, name);
		const organization = requireOrganization(textAt(body, 'org_slug'));
		const network = textAt(body, 'network') ?? 'default';
		const app: AppRecord = {id: ids.appId(), name, organization, network, createdAtMs: scheduler.now(), idempotencyKey};
		store.addApp(app);
		return created(app);
	};

	const created = (app: AppRecord): Response => {
		const made = answer({id: app.id, created_at: app.createdAtMs}, 201);
		made.headers.append('set-cookie', affinityCookie(app.name, app.id));
		return made;
	};

	const remove = ({word, query}: Call): Response => {
		const app = store.app(word('app'));
		const machines = store.liveMachinesOf(app.name);
		const running = machines.filter(machine => !restStates.has(machine.state));
		if (running.length > 0 && !isOn(query, 'force')) {
			throw refusal('failed_precondition', `unable to delete app, ${running.length} of its machines are not stopped`);
		}

		store.together(() => {
			store.removeApp(app.name);
			resources.forgetApp(app.name);
		});
		for (const machine of machines) {
			driver.abandon(machine);
		}

		logs.forget(app.name);
		return new Response(null, {status: 202});
	};

	const one = '/v1/apps/:app';
	return [
		{method: 'GET', path: '/v1/apps', operation: 'Apps_list', limit: {action: 'list-apps', by: 'organization'}, handle: list},
		{method: 'POST', path: '/v1/apps', operation: 'Apps_create', limit: {action: 'create-app', by: 'organization'}, handle: create},
		{
			method: 'GET',
			path: one,
			operation: 'Apps_show',
			limit: {action: 'get-app', by: 'app'},
			handle: ({word}) => answer(onWire(store.app(word('app')))),
		},
		{method: 'DELETE', path: one, operation: 'Apps_delete', limit: {action: 'delete-app', by: 'organization'}, handle: remove},
	];
};
