import type {JsonObject} from '../../../domain/json.ts';
import {numberAt, objectAt, textAt} from '../../../domain/json-reader.ts';
import {refusal} from '../../fleet/fault.ts';
import {guestOf} from '../../fleet/guest.ts';
import {answer} from '../../http/answer.ts';
import {guestShape} from '../../http/config-shapes.ts';
import type {Struct} from '../../http/go-shape.ts';
import type {Call, Route} from '../../http/route.ts';
import {place} from './placements.ts';
import {nearestRegion, type Region, regions, regionsNamed} from './regions.ts';

const placementsShape: Struct = {
	struct: 'main.getPlacementsRequest',
	fields: {
		org_slug: 'string',
		region: 'string',
		count: 'int',
		volume_name: 'string',
		volume_size_bytes: 'any',
		compute: guestShape,
		weights: {map: 'int'},
	},
};

/** More machines than this nobody places at once. */
const mostMachines = 10_000;

const regionOnWire = ({code, name, latitude, longitude, geo, isDeprecated}: Region): JsonObject => ({
	code,
	name,
	latitude,
	longitude,
	gateway_available: !isDeprecated,
	requires_paid_plan: false,
	deprecated: isDeprecated,
	geo_region: geo,
	mpg_available: false,
});

const placements = async (call: Call): Promise<Response> => {
	const body = await call.body(placementsShape);
	if (textAt(body, 'org_slug') === undefined) {
		throw refusal('invalid_argument', 'org_slug is required');
	}

	const count = numberAt(body, 'count') ?? 0;
	if (count < 0 || count > mostMachines) {
		throw refusal('invalid_argument', `invalid count: value must be inside range [0, ${mostMachines}]`);
	}

	guestOf({guest: objectAt(body, 'compute')});
	const candidates = regionsNamed(textAt(body, 'region') ?? `${nearestRegion},any`).map(({code}) => code);
	const spread = objectAt(body, 'weights').spread;
	return answer({regions: place({candidates, count, spreads: typeof spread === 'number' && spread > 0})});
};

/** The calls on the platform: its regions, and where machines would be placed. */
export const platformRoutes: readonly Route[] = [
	{
		method: 'GET',
		path: '/v1/platform/regions',
		operation: 'Platform_regions_get',
		limit: 'none',
		handle: () => answer({nearest: nearestRegion, regions: regions.map(regionOnWire)}),
	},
	{method: 'POST', path: '/v1/platform/placements', operation: 'Platform_placements_post', limit: 'none', handle: placements},
];
