import type {Json, JsonObject} from '../../domain/json.ts';
import type {Listed} from '../../domain/resources/listed.ts';
import type {Region} from '../../domain/resources/region.ts';
import type {TokenInfo} from '../../domain/resources/token-info.ts';
import {decodeListed} from './listed.ts';
import {filledText, number, object, text, texts} from './values.ts';

/** Older servers write the keys of regions with capitals. */
const lowerCased = (value: JsonObject | undefined): JsonObject =>
	Object.fromEntries(Object.entries(value ?? {}).map(([key, item]) => [key.toLowerCase(), item]));

const decodeRegion = (given: JsonObject): Region | undefined => {
	const region = lowerCased(given);
	const code = filledText(region.code);
	return code === undefined
		? undefined
		: {
				code,
				name: text(region.name) ?? '',
				geoRegion: text(region.geo_region) ?? '',
				latitude: number(region.latitude),
				longitude: number(region.longitude),
				requiresPaidPlan: region.requires_paid_plan === true,
				deprecated: region.deprecated === true,
			};
};

/** The regions of the platform, and the code of the one that is nearest to the caller. */
export const decodeRegions = (body: Json): (Listed<Region> & {readonly nearest: string | undefined}) | undefined => {
	const answer = lowerCased(object(body));
	const regions = decodeListed(answer.regions, {name: 'region', key: 'code', read: decodeRegion});
	return regions === undefined ? undefined : {...regions, nearest: filledText(answer.nearest)};
};

const decodeTokenInfo = (token: JsonObject): TokenInfo => ({
	tokenId: text(token.token_id) ?? '',
	user: filledText(token.user),
	organization: text(token.organization) ?? '',
	organizationSlug: filledText(token.org_slug),
	apps: texts(token.apps),
	restrictedToMachine: filledText(token.restricted_to_machine),
	sourceMachineId: filledText(token.source_machine_id),
});

export const decodeTokens = (body: Json): Listed<TokenInfo> | undefined =>
	decodeListed(object(body)?.tokens, {name: 'token', key: 'token_id', read: decodeTokenInfo});
