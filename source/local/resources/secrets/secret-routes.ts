import type {JsonObject} from '../../../domain/json.ts';
import {objectAt} from '../../../domain/json-reader.ts';
import {refusal} from '../../fleet/fault.ts';
import {answer} from '../../http/answer.ts';
import type {Struct} from '../../http/go-shape.ts';
import {isOn} from '../../http/query.ts';
import type {Call, Route} from '../../http/route.ts';
import {rfc3339} from '../../time/rfc3339.ts';
import type {ResourceWorld} from '../resource-world.ts';
import {perApp} from '../shared/per-app.ts';
import {requireVersion} from './secret-versions.ts';
import type {SecretRecord} from './secrets.ts';

const shapes = {
	update: {struct: 'main.updateSecretsRequest', fields: {values: {map: 'string'}}},
	create: {struct: 'main.setSecretRequest', fields: {value: 'string'}},
} as const satisfies Readonly<Record<string, Struct>>;

const all = '/v1/apps/:app/secrets';
const one = `${all}/:secret`;

const secretOnWire = ({name, value, digest, createdAtMs, updatedAtMs}: SecretRecord, showsValue = false): JsonObject => ({
	name,
	digest,
	created_at: rfc3339(createdAtMs),
	updated_at: rfc3339(updatedAtMs),
	...(showsValue ? {value} : {}),
});

/** The version in both spellings that the API answers. */
const versionOnWire = (version: number): JsonObject => ({version, Version: version});

const valuesIn = (body: JsonObject): ReadonlyMap<string, string | undefined> =>
	new Map(Object.entries(objectAt(body, 'values')).map(([name, value]) => [name, typeof value === 'string' ? value : undefined]));

/** The calls on secrets. Values are answered only to `show_secrets=true`. */
export const secretRoutes = (world: ResourceWorld): readonly Route[] => {
	const {store} = world;
	const {secrets} = world.resources;
	const appOf = (call: Call): string => store.app(call.word('app')).name;
	const readableAppOf = (call: Call): string => {
		const app = appOf(call);
		requireVersion(call.query, secrets.versionOf(app));
		return app;
	};

	const onWire = (call: Call, secret: SecretRecord): JsonObject => secretOnWire(secret, isOn(call.query, 'show_secrets'));

	const update = async (call: Call): Promise<Response> => {
		const values = valuesIn(await call.body(shapes.update));
		const app = appOf(call);
		const version = secrets.update(app, values);
		return answer({secrets: secrets.of(app).map(secret => secretOnWire(secret)), ...versionOnWire(version)});
	};

	const create = async (call: Call): Promise<Response> => {
		const {value} = await call.body(shapes.create);
		if (typeof value !== 'string') {
			throw refusal('invalid_argument', 'value is required');
		}

		const app = appOf(call);
		const name = call.word('secret');
		const version = secrets.update(app, new Map([[name, value]]));
		return answer({...secretOnWire(secrets.find(app, name)), ...versionOnWire(version)}, 201);
	};

	const remove = (call: Call): Response => {
		const {app, name} = secrets.find(appOf(call), call.word('secret'));
		return answer(versionOnWire(secrets.update(app, new Map([[name, undefined]]))));
	};

	return [
		{
			method: 'GET',
			path: all,
			operation: 'Secrets_list',
			limit: perApp('secrets-list'),
			handle: call => answer({secrets: secrets.of(readableAppOf(call)).map(secret => onWire(call, secret))}),
		},
		{method: 'POST', path: all, operation: 'Secrets_update', limit: perApp('secrets-update'), handle: update},
		{
			method: 'GET',
			path: one,
			operation: 'Secret_get',
			limit: perApp('secret-get'),
			handle: call => answer(onWire(call, secrets.find(readableAppOf(call), call.word('secret')))),
		},
		{method: 'POST', path: one, operation: 'Secret_create', limit: perApp('secret-create'), handle: create},
		{method: 'DELETE', path: one, operation: 'Secret_delete', limit: perApp('secret-delete'), handle: remove},
	];
};
