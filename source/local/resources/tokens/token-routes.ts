import {durationMs} from '../../../domain/config/duration.ts';
import type {Json, JsonObject} from '../../../domain/json.ts';
import {objectAt, textAt} from '../../../domain/json-reader.ts';
import {Fault, refusal} from '../../fleet/fault.ts';
import {answer} from '../../http/answer.ts';
import {localOwner} from '../../http/create-machine.ts';
import type {Struct} from '../../http/go-shape.ts';
import type {Call, Route} from '../../http/route.ts';
import type {ResourceWorld} from '../resource-world.ts';
import {perApp} from '../shared/per-app.ts';
import {actionMask} from './action-mask.ts';
import type {TokenScope} from './tokens.ts';

const access: Struct = {
	struct: 'main.TokenAccess',
	fields: {
		action: 'any',
		org_slug: 'string',
		app_name: 'string',
		app_feature: 'string',
		org_feature: 'string',
		machine_id: 'string',
		machine_feature: 'string',
		volume_id: 'string',
		mutation: 'string',
		source_machine: 'string',
		storage_object: 'string',
		command: {list: 'string'},
	},
};

const shapes = {
	deploy: {struct: 'main.createDeployTokenRequest', fields: {expiry: 'string'}},
	authenticate: {struct: 'main.authenticateTokenRequest', fields: {header: 'string'}},
	authorize: {struct: 'main.authorizeTokenRequest', fields: {header: 'string', access}},
} as const satisfies Readonly<Record<string, Struct>>;

const unauthorized = new Fault(400, {error: 'permission_denied: token is not authorized for the requested access'});

const verifiedToken = (header: string, {id}: TokenScope): JsonObject => ({
	header,
	permission_token: [],
	nonce: {kid: [...Buffer.from(id)], rnd: [], proof: false},
	caveats: {caveats: []},
});

const infoOf = ({id, app, organization}: TokenScope): Json => ({
	token_id: id,
	organization,
	org_slug: organization,
	...(app === undefined ? {user: localOwner} : {apps: [app]}),
});

/** What is granted, in the words of the answer, which are not those of the request. */
const grantOf = (asked: JsonObject): JsonObject => {
	const granted = {
		app_feature: asked.app_feature,
		feature: asked.org_feature,
		machine: asked.machine_id,
		machine_feature: asked.machine_feature,
		volume: asked.volume_id,
		mutation: asked.mutation,
		sourceMachine: asked.source_machine,
		storage_object: asked.storage_object,
		command: asked.command,
	};
	return {action: actionMask(asked.action), ...granted};
};

/** The calls on tokens. */
export const tokenRoutes = (world: ResourceWorld): readonly Route[] => {
	const {store} = world;
	const {tokens} = world.resources;

	const requireScope = (header: string): TokenScope => {
		const scope = tokens.find(header);
		if (scope === undefined) {
			throw new Fault(400, {error: 'unauthenticated: token validation error'});
		}

		return scope;
	};

	const createDeployToken = async (call: Call): Promise<Response> => {
		const body = await call.body(shapes.deploy);
		const {name, organization} = store.app(call.word('app'));
		const expiry = textAt(body, 'expiry') ?? '';
		const lifetimeMs = durationMs(expiry);
		if (lifetimeMs === undefined || lifetimeMs <= 0) {
			throw refusal('invalid_argument', `time: invalid duration ${JSON.stringify(expiry)}`);
		}

		return answer({token: tokens.createDeployToken(name, organization, lifetimeMs)});
	};

	const showCurrent = (call: Call): Response => {
		const scope = tokens.find(call.header('authorization') ?? '');
		return answer({tokens: scope === undefined ? [] : [infoOf(scope)]});
	};

	const authenticate = async (call: Call): Promise<Response> => {
		const header = textAt(await call.body(shapes.authenticate), 'header') ?? '';
		return answer([verifiedToken(header, requireScope(header))]);
	};

	const authorize = async (call: Call): Promise<Response> => {
		const body = await call.body(shapes.authorize);
		const header = textAt(body, 'header') ?? '';
		const scope = requireScope(header);
		const asked = objectAt(body, 'access');
		const app = textAt(asked, 'app_name');
		if (scope.app !== undefined && app !== scope.app) {
			throw unauthorized;
		}

		if (app !== undefined) {
			store.app(app);
		}

		return answer({access: grantOf(asked), verified_token: verifiedToken(header, scope)});
	};

	return [
		{
			method: 'POST',
			path: '/v1/apps/:app/deploy_token',
			operation: 'App_create_deploy_token',
			limit: perApp('deploy-token-create'),
			handle: createDeployToken,
		},
		{method: 'GET', path: '/v1/tokens/current', operation: 'CurrentToken_show', limit: 'none', handle: showCurrent},
		{method: 'POST', path: '/v1/tokens/authenticate', operation: 'Tokens_authenticate', limit: 'none', handle: authenticate},
		{method: 'POST', path: '/v1/tokens/authorize', operation: 'Tokens_authorize', limit: 'none', handle: authorize},
	];
};
