import type {JsonObject} from '../../../domain/json.ts';
import {textAt} from '../../../domain/json-reader.ts';
import {refusal} from '../../fleet/fault.ts';
import {answer} from '../../http/answer.ts';
import type {Struct} from '../../http/go-shape.ts';
import {listOf} from '../../http/query.ts';
import type {Call, Route} from '../../http/route.ts';
import {rfc3339} from '../../time/rfc3339.ts';
import type {ResourceWorld} from '../resource-world.ts';
import {requireVersion} from '../secrets/secret-versions.ts';
import {perApp} from '../shared/per-app.ts';
import {bytesAt, bytesOnWire} from './bytes.ts';
import {keyTypeName} from './key-types.ts';
import type {SecretKey} from './secret-keys.ts';

// Bytes are read by `bytesAt`, which takes both of their forms.
const shapes = {
	set: {struct: 'main.setSecretkeyRequest', fields: {type: 'string'}},
	use: {struct: 'main.secretkeyRequest', fields: {}},
} as const satisfies Readonly<Record<string, Struct>>;

const all = '/v1/apps/:app/secretkeys';
const one = `${all}/:secret`;
const nothing = new Uint8Array();

const keyOnWire = ({name, type, publicKey, createdAtMs, updatedAtMs}: SecretKey): JsonObject => ({
	name,
	type,
	created_at: rfc3339(createdAtMs),
	updated_at: rfc3339(updatedAtMs),
	...(publicKey === undefined ? {} : {public_key: bytesOnWire(publicKey)}),
});

const requireBytes = (body: JsonObject, key: string): Buffer => {
	const bytes = bytesAt(body, key);
	if (bytes === undefined) {
		throw refusal('invalid_argument', `${key} is required`);
	}

	return bytes;
};

type Used = {readonly app: string; readonly name: string; readonly body: JsonObject};

/** The calls on secret keys. */
export const secretKeyRoutes = (world: ResourceWorld): readonly Route[] => {
	const {store} = world;
	const {secretKeys: keys} = world.resources;
	const appOf = (call: Call): string => store.app(call.word('app')).name;
	const readableAppOf = (call: Call): string => {
		const app = appOf(call);
		requireVersion(call.query, keys.versionOf(app));
		return app;
	};

	const list = (call: Call): Response => {
		const app = readableAppOf(call);
		const types = listOf(call.query, 'types')?.map(keyTypeName);
		const shown = keys.of(app).filter(({type}) => types === undefined || types.includes(type));
		return answer({secret_keys: shown.map(keyOnWire)});
	};

	const keep = (readValue: (body: JsonObject) => Buffer | undefined) => async (call: Call) => {
		const body = await call.body(shapes.set);
		const app = appOf(call);
		const name = call.word('secret');
		const version = keys.set(app, name, textAt(body, 'type') ?? '', readValue(body));
		return answer({...keyOnWire(keys.find(app, name)), version, Version: version}, 201);
	};

	const remove = (call: Call): Response => {
		const version = keys.delete(appOf(call), call.word('secret'));
		return answer({version, Version: version});
	};

	const use = (verb: string, work: (used: Used) => Response): Route => ({
		method: 'POST',
		path: `${one}/${verb}`,
		operation: `Secretkey_${verb}`,
		limit: perApp(`secretkey-${verb}`),
		async handle(call) {
			const body = await call.body(shapes.use);
			return work({app: readableAppOf(call), name: call.word('secret'), body});
		},
	});

	return [
		{method: 'GET', path: all, operation: 'Secretkeys_list', limit: perApp('secretkeys-list'), handle: list},
		{
			method: 'GET',
			path: one,
			operation: 'Secretkey_get',
			limit: perApp('secretkey-get'),
			handle: call => answer(keyOnWire(keys.find(readableAppOf(call), call.word('secret')))),
		},
		{
			method: 'POST',
			path: one,
			operation: 'Secretkey_set',
			limit: perApp('secretkey-set'),
			handle: keep(body => requireBytes(body, 'value')),
		},
		{method: 'DELETE', path: one, operation: 'Secretkey_delete', limit: perApp('secretkey-delete'), handle: remove},
		{
			method: 'POST',
			path: `${one}/generate`,
			operation: 'Secretkey_generate',
			limit: perApp('secretkey-generate'),
			handle: keep(() => undefined),
		},
		use('encrypt', ({app, name, body}) => {
			const associatedData = bytesAt(body, 'associated_data') ?? nothing;
			return answer({ciphertext: bytesOnWire(keys.encrypt(app, name, requireBytes(body, 'plaintext'), associatedData))});
		}),
		use('decrypt', ({app, name, body}) => {
			const associatedData = bytesAt(body, 'associated_data') ?? nothing;
			return answer({plaintext: bytesOnWire(keys.decrypt(app, name, requireBytes(body, 'ciphertext'), associatedData))});
		}),
		use('sign', ({app, name, body}) => answer({signature: bytesOnWire(keys.sign(app, name, requireBytes(body, 'plaintext')))})),
		use('verify', ({app, name, body}) => {
			keys.verify(app, name, requireBytes(body, 'plaintext'), requireBytes(body, 'signature'));
			return new Response(null, {status: 204});
		}),
	];
};
