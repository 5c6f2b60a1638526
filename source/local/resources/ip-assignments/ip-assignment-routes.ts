import type {JsonObject} from '../../../domain/json.ts';
import {textAt} from '../../../domain/json-reader.ts';
import {answer} from '../../http/answer.ts';
import type {Struct} from '../../http/go-shape.ts';
import type {Call, Route} from '../../http/route.ts';
import {rfc3339} from '../../time/rfc3339.ts';
import type {ResourceWorld} from '../resource-world.ts';
import {perApp} from '../shared/per-app.ts';
import type {IpRecord} from './ip-assignments.ts';

const assignShape: Struct = {
	struct: 'main.assignIPRequest',
	fields: {type: 'string', region: 'string', org_slug: 'string', network: 'string', service_name: 'string'},
};

const all = '/v1/apps/:app/ip_assignments';

const ipOnWire = ({ip, type, region, serviceName, network, createdAtMs}: IpRecord): JsonObject => ({
	ip,
	region,
	service_name: serviceName,
	shared: type === 'shared_v4',
	created_at: rfc3339(createdAtMs),
	egress: type.startsWith('egress_'),
	...(network === '' ? {} : {network}),
});

/** The calls on an app's addresses. */
export const ipAssignmentRoutes = (world: ResourceWorld): readonly Route[] => {
	const {store} = world;
	const {ipAssignments} = world.resources;
	const appOf = (call: Call): string => store.app(call.word('app')).name;

	const assign = async (call: Call): Promise<Response> => {
		const body = await call.body(assignShape);
		const request = {
			type: textAt(body, 'type') ?? '',
			region: textAt(body, 'region'),
			serviceName: textAt(body, 'service_name'),
			network: textAt(body, 'network'),
		};
		return answer(ipOnWire(ipAssignments.assign(appOf(call), request)));
	};

	const release = (call: Call): Response => {
		ipAssignments.release(appOf(call), call.word('ip'));
		return new Response(null, {status: 204});
	};

	return [
		{
			method: 'GET',
			path: all,
			operation: 'App_IPAssignments_list',
			limit: perApp('ip-assignments-list'),
			handle: call => answer({ips: ipAssignments.of(appOf(call)).map(ipOnWire)}),
		},
		{method: 'POST', path: all, operation: 'App_IPAssignments_create', limit: perApp('ip-assignments-create'), handle: assign},
		{
			method: 'DELETE',
			path: `${all}/:ip`,
			operation: 'App_IPAssignments_delete',
			limit: perApp('ip-assignments-delete'),
			handle: release,
		},
	];
};
