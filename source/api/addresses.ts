import type {Call} from './client.ts';

/** The APIs that a call can go to. */
export type Service = 'machines' | 'logs';

export type Address = {
	/** What it is, for sentences. */
	readonly name: string;
	/** Host and port. */
	readonly host: string;
	readonly baseUrl: string;
	/** What every path begins with. */
	readonly root: string;
};

/** A request by its place: what a URL is made of. */
type Place = Pick<Call<NonNullable<unknown>>, 'path' | 'query'>;

const publicLogsUrl = 'https://api.fly.io';

/** Where the platform itself answers, publicly and in the private network. */
const platformHosts = new Set(['api.machines.dev', '_api.internal']);

const hostOf = (baseUrl: string): string => (URL.canParse(baseUrl) ? new URL(baseUrl).host : 'an address that is no URL');

/** The platform has its logs on another host; whatever else stands for the Machines API, as the local one, has both. */
const logsUrlOf = (baseUrl: string): string =>
	URL.canParse(baseUrl) && platformHosts.has(new URL(baseUrl).hostname) ? publicLogsUrl : baseUrl;

const addressOf = (name: string, baseUrl: string, root: string): Address => ({
	name,
	host: hostOf(baseUrl),
	baseUrl: baseUrl.replace(/\/+$/, ''),
	root,
});

/** Where each API is. */
export const addressesOf = (baseUrl: string, logsUrl = logsUrlOf(baseUrl)): Readonly<Record<Service, Address>> => ({
	machines: addressOf('Machines API', baseUrl, '/v1'),
	logs: addressOf('log API', logsUrl, '/api/v1'),
});

/** The path of a request with its query, each part encoded so that it stays a part. */
export const pathOf = ({root}: Address, {path, query = {}}: Place): string => {
	const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
	const search = new URLSearchParams(given).toString();
	return [root, ...path.map(part => encodeURIComponent(part.toWellFormed()))].join('/') + (search === '' ? '' : `?${search}`);
};

export const urlOf = (address: Address, place: Place): string => address.baseUrl + pathOf(address, place);
