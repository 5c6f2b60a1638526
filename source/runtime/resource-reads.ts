import type {Api} from '../api/api.ts';
import type {Listed} from '../domain/resources/listed.ts';
import type {ResourceItems, ResourceKind, Row} from '../domain/resources/table.ts';
import {rowOf} from '../domain/resources/tables.ts';
import type {ResourceSource} from '../store/resources.ts';

type Given = {readonly api: Api; readonly organization: string; readonly source: ResourceSource; readonly signal: AbortSignal};

type Reads = {readonly [Kind in ResourceKind]: (given: Given) => Promise<Listed<ResourceItems[Kind]>>};

/** The one call that lists the things of each kind. */
const reads: Reads = {
	apps: async ({api, organization, signal}) => ({items: await api.listApps(organization, {signal}), issues: []}),
	volumes: ({api, source, signal}) => api.listVolumes(source.app, {signal}),
	secrets: ({api, source, signal}) => api.listSecrets(source.app, {signal}),
	certificates: ({api, source, signal}) => api.listCertificates(source.app, {signal}),
	ips: ({api, source, signal}) => api.listIpAssignments(source.app, {signal}),
	snapshots: ({api, source, signal}) => api.listSnapshots(source.app, source.volumeId ?? '', {signal}),
};

const readKind = async <Kind extends ResourceKind>(kind: Kind, given: Given) => {
	const {items, issues} = await reads[kind](given);
	return {
		rows: items.map((item): Row => rowOf(kind, given.source.app, item)),
		issues: issues.map(({where, problem}) => `${where}: ${problem}`),
	};
};

/**
Reads one list.

@throws ApiError when it cannot be read
*/
export const readSource = (given: Given): Promise<{readonly rows: readonly Row[]; readonly issues: readonly string[]}> =>
	readKind(given.source.kind, given);
