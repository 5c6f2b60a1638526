import type {Listed} from '../domain/resources/listed.ts';
import type {OrganizationMachine, OrganizationMachines} from '../domain/resources/organization-machine.ts';
import type {Region} from '../domain/resources/region.ts';
import type {TokenInfo} from '../domain/resources/token-info.ts';
import type {CallOptions} from './api.ts';
import type {Client} from './client.ts';
import {decodeOrganizationMachines} from './decode/organization-machines.ts';
import {decodeRegions, decodeTokens} from './decode/platform.ts';
import {joinPages, readPage, readPages} from './pages.ts';
import {flag} from './requests.ts';

export type PlatformCalls = {
	/** The regions of the platform, and the code of the nearest one. */
	readonly listRegions: (options?: CallOptions) => Promise<Listed<Region> & {readonly nearest: string | undefined}>;
	/** What the token in use is good for: who am I. */
	readonly currentTokens: (options?: CallOptions) => Promise<Listed<TokenInfo>>;
	/**
	All machines of an organization, the newest of each; with `updatedAfterMs` only those that have changed since. The API's list lags
	behind a little, and deleted machines are in it only with `includeDeleted`.
	*/
	readonly listOrganizationMachines: (
		organizationSlug: string,
		options?: CallOptions & {readonly updatedAfterMs?: number | undefined; readonly includeDeleted?: boolean},
	) => Promise<OrganizationMachines>;
};

const rfc3339 = (timeMs: number | undefined): string | undefined => (timeMs === undefined ? undefined : new Date(timeMs).toISOString());

/** The last of each id: the API lists the oldest change first. */
const lastOfEach = (machines: readonly OrganizationMachine[]): readonly OrganizationMachine[] => [
	...new Map(machines.map(machine => [machine.id, machine])).values(),
];

/** The calls about the platform and the caller. */
export const createPlatformCalls = ({send}: Client): PlatformCalls => ({
	listRegions: (options = {}) =>
		send({
			action: 'list-regions',
			scope: 'platform',
			deed: 'list the regions',
			method: 'GET',
			path: ['platform', 'regions'],
			signal: options.signal,
			read: decodeRegions,
		}),
	currentTokens: (options = {}) =>
		send({
			action: 'current-tokens',
			scope: 'platform',
			deed: 'tell what the token is good for',
			method: 'GET',
			path: ['tokens', 'current'],
			signal: options.signal,
			read: decodeTokens,
		}),
	async listOrganizationMachines(organizationSlug, options = {}) {
		const first = {updated_after: rfc3339(options.updatedAfterMs)};
		const {pages, isWhole} = await readPages(cursor =>
			send({
				action: 'list-organization-machines',
				scope: organizationSlug,
				deed: `list the machines of organization ${organizationSlug}`,
				method: 'GET',
				path: ['orgs', organizationSlug, 'machines'],
				query: {include_deleted: flag(options.includeDeleted), ...(cursor === undefined ? first : {cursor})},
				signal: options.signal,
				read: body => readPage(body, decodeOrganizationMachines(body)),
			}),
		);
		const {items, issues} = joinPages(pages, isWhole, `the list of machines of organization ${organizationSlug}`);
		return {items: lastOfEach(items), issues, errorRegions: [...new Set(pages.flatMap(({errorRegions}) => errorRegions))]};
	},
});
