import {refusal} from '../../fleet/fault.ts';

export type Region = {
	readonly code: string;
	readonly name: string;
	readonly latitude: number;
	readonly longitude: number;
	readonly geo: keyof typeof aliases;
	/** Existing machines and volumes stay there; new ones are placed there only on demand. */
	readonly isDeprecated: boolean;
};

/** The words that stand for all regions of a part of the world, in place of a region's code. */
const aliases = {africa: 'africa', asia_pacific: 'apac', europe: 'eu', north_america: 'na', south_america: 'sa'} as const;

/** The region that is nearest to everybody who reaches this server: where machines and volumes go when the request names none. */
export const nearestRegion = 'fra';

type Row = readonly [code: string, name: string, latitude: number, longitude: number, geo: Region['geo']];

const current: readonly Row[] = [
	['ams', 'Amsterdam, Netherlands', 52.374342, 4.895439, 'europe'],
	['arn', 'Stockholm, Sweden', 59.6512, 17.9178, 'europe'],
	['bom', 'Mumbai, India', 19.075983, 72.877655, 'asia_pacific'],
	['cdg', 'Paris, France', 48.860875, 2.353477, 'europe'],
	['dfw', 'Dallas, Texas (US)', 32.778287, -96.7984, 'north_america'],
	['ewr', 'Secaucus, NJ (US)', 40.789543, -74.05653, 'north_america'],
	['fra', 'Frankfurt, Germany', 50.1167, 8.6833, 'europe'],
	['gru', 'Sao Paulo, Brazil', -23.549664, -46.654351, 'south_america'],
	['iad', 'Ashburn, Virginia (US)', 39.02214, -77.462555, 'north_america'],
	['jnb', 'Johannesburg, South Africa', -26.13629, 28.20298, 'africa'],
	['lax', 'Los Angeles, California (US)', 33.9416, -118.4085, 'north_america'],
	['lhr', 'London, United Kingdom', 51.516434, -0.125656, 'europe'],
	['nrt', 'Tokyo, Japan', 35.62161, 139.741852, 'asia_pacific'],
	['ord', 'Chicago, Illinois (US)', 41.891544, -87.630386, 'north_america'],
	['sin', 'Singapore, Singapore', 1.3, 103.8, 'asia_pacific'],
	['sjc', 'San Jose, California (US)', 37.351601, -121.896744, 'north_america'],
	['syd', 'Sydney, Australia', -33.866034, 151.20693, 'asia_pacific'],
	['yyz', 'Toronto, Canada', 43.644627, -79.384101, 'north_america'],
];

const deprecated: readonly Row[] = [
	['atl', 'Atlanta, Georgia (US)', 33.6407, -84.4277, 'north_america'],
	['bog', 'Bogotá, Colombia', 4.7016, -74.1469, 'south_america'],
	['bos', 'Boston, Massachusetts (US)', 42.366978, -71.022361, 'north_america'],
	['den', 'Denver, Colorado (US)', 39.73915, -104.9847, 'north_america'],
	['eze', 'Ezeiza, Argentina', -34.8222, -58.5358, 'south_america'],
	['gdl', 'Guadalajara, Mexico', 20.5218, -103.3112, 'north_america'],
	['gig', 'Rio de Janeiro, Brazil', -22.8099, -43.2505, 'south_america'],
	['hkg', 'Hong Kong, Hong Kong', 22.250974, 114.203369, 'asia_pacific'],
	['mad', 'Madrid, Spain', 40.4381, -3.82, 'europe'],
	['mia', 'Miami, Florida (US)', 25.7877, -80.2241, 'north_america'],
	['otp', 'Bucharest, Romania', 44.4325, 26.1039, 'europe'],
	['phx', 'Phoenix, Arizona (US)', 33.416084, -112.009482, 'north_america'],
	['qro', 'Querétaro, Mexico', 20.62, -100.1863, 'north_america'],
	['scl', 'Santiago, Chile', -33.3929, -70.7855, 'south_america'],
	['sea', 'Seattle, Washington (US)', 47.6097, -122.333, 'north_america'],
	['waw', 'Warsaw, Poland', 52.1657, 20.9671, 'europe'],
	['yul', 'Montreal, Canada', 45.48647, -73.75549, 'north_america'],
];

const regionIn =
	(isDeprecated: boolean) =>
	([code, name, latitude, longitude, geo]: Row): Region => ({code, name, latitude, longitude, geo, isDeprecated});

/** The regions of the platform, those that are deprecated last. */
export const regions: readonly Region[] = [...current.map(regionIn(false)), ...deprecated.map(regionIn(true))];

const regionsFor = (word: string): readonly Region[] => {
	if (word === 'any') {
		const nearest = regions.filter(({code}) => code === nearestRegion);
		return [...nearest, ...regions.filter(({code, isDeprecated}) => code !== nearestRegion && !isDeprecated)];
	}

	return regions.filter(({code, geo, isDeprecated}) => code === word || (aliases[geo] === word && !isDeprecated));
};

/** The regions that a comma list of codes and aliases names, in its order of taste. Throws a 400 Fault when it names none. */
export const regionsNamed = (expression: string): readonly Region[] => {
	const named = [...new Set(expression.split(',').flatMap(word => regionsFor(word.trim())))];
	if (named.length === 0) {
		throw refusal('invalid_argument', `region '${expression}' not found`);
	}

	return named;
};

/** The code of the region that a request asks for, or of the nearest. Throws a 400 Fault when there is no such region. */
export const regionCodeFor = (expression: string | undefined): string =>
	expression === undefined ? nearestRegion : (regionsNamed(expression)[0]?.code ?? nearestRegion);
