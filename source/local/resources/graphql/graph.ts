import type {JsonObject} from '../../../domain/json.ts';
import {textAt} from '../../../domain/json-reader.ts';
import {numericId} from '../../fleet/ids.ts';
import type {AppRecord, MachineRecord} from '../../fleet/machine-record.ts';
import {nearestRegion, regions} from '../platform/regions.ts';
import type {ResourceWorld} from '../resource-world.ts';
import type {GraphNode} from './execute.ts';
import {releaseNodes} from './releases.ts';
import {GraphqlError, type Location} from './tokenize.ts';
import {userNode} from './user.ts';

const personal = 'personal';
const nowhere: Location = {line: 1, column: 1};

const notFound = (what: string, word: string): GraphqlError =>
	new GraphqlError(`Could not find ${what} ${JSON.stringify(word)}`, nowhere, [], {code: 'NOT_FOUND'});

const organizationNode = (slug: string): GraphNode => ({
	__typename: 'Organization',
	id: slug,
	slug,
	rawSlug: slug,
	name: slug,
	type: slug === personal ? 'PERSONAL' : 'SHARED',
	paidPlan: false,
	billable: false,
	viewerRole: 'admin',
	internalNumericId: String(numericId(slug)),
});

const platformNode: GraphNode = {
	__typename: 'Platform',
	requestRegion: nearestRegion,
	regions: regions
		.filter(({isDeprecated}) => !isDeprecated)
		.map(({code, name, latitude, longitude}) => ({
			__typename: 'Region',
			code,
			name,
			latitude,
			longitude,
			gatewayAvailable: true,
			requiresPaidPlan: false,
		})),
};

/** The object that queries start from. */
export const queryNode = ({store}: Pick<ResourceWorld, 'store'>): GraphNode => {
	const organizations = (): readonly GraphNode[] =>
		[...new Set([personal, ...store.apps().map(app => app.organization)])].map(organizationNode);

	const organization = (slug: string): GraphNode => {
		const found = organizations().find(node => node.slug === slug);
		if (found === undefined) {
			throw notFound('Organization', slug);
		}

		return found;
	};

	const appNode = (app: AppRecord): GraphNode => {
		const releases = (given: JsonObject): GraphNode => {
			const nodes = releaseNodes(store.liveMachinesOf(app.name));
			return {__typename: 'ReleaseConnection', nodes: typeof given.first === 'number' ? nodes.slice(0, Math.max(0, given.first)) : nodes};
		};

		const currentRelease = () => releaseNodes(store.liveMachinesOf(app.name))[0] ?? null;
		return {
			__typename: 'App',
			id: app.id,
			name: app.name,
			hostname: `${app.name}.fly.dev`,
			organization: () => organization(app.organization),
			releases,
			releasesUnprocessed: releases,
			currentRelease,
			currentReleaseUnprocessed: currentRelease,
		};
	};

	const findApp = (name: string): GraphNode => {
		const app = store.findApp(name);
		if (app === undefined) {
			throw notFound('App', name);
		}

		return appNode(app);
	};

	const machineNode = ({id, name, state, region, app}: MachineRecord): GraphNode => ({
		__typename: 'Machine',
		id,
		name,
		state,
		region,
		app: () => findApp(app),
	});

	const findMachine = (id: string): GraphNode => {
		const machine = store.findMachine(id);
		if (machine === undefined) {
			throw notFound('Machine', id);
		}

		return machineNode(machine);
	};

	return {
		__typename: 'Query',
		viewer: userNode,
		organizations: () => ({__typename: 'OrganizationConnection', nodes: organizations()}),
		organization: given => organization(textAt(given, 'slug') ?? ''),
		app: given => findApp(textAt(given, 'name') ?? ''),
		machine: given => findMachine(textAt(given, 'machineId') ?? ''),
		platform: platformNode,
	};
};
