import {labelled} from '../details/line.ts';
import {numberColumn, type ResourceTable, textColumn} from './table.ts';

/** The apps of the organization. */
export const appTable: ResourceTable<'apps'> = {
	kind: 'apps',
	title: 'apps',
	one: 'app',
	none: 'The organization has no apps that this token can see. n makes one.',
	idOf: ({name}) => name,
	nameOf: () => '',
	columns: [
		textColumn('name', 'NAME', {minWidth: 12, maxWidth: 63, priority: 0}, ({name}) => name),
		textColumn('status', 'STATUS', {minWidth: 8, maxWidth: 16, priority: 0}, ({status}) => status || '-'),
		numberColumn('machines', 'MACHINES', {minWidth: 8, maxWidth: 8, priority: 1}, ({machineCount}) => machineCount),
		textColumn('organization', 'ORGANIZATION', {minWidth: 12, maxWidth: 30, priority: 2}, ({organizationSlug}) => organizationSlug ?? '-'),
	],
	toneOf: ({status}) => (status === 'deployed' ? 'good' : 'idle'),
	details: ({id, name, status, machineCount, organizationSlug}) => [
		labelled('app', name),
		labelled('id', id),
		labelled('status', status || 'unknown'),
		labelled('machines', machineCount === undefined ? 'not told by the API' : `${machineCount}`),
		labelled('org', organizationSlug ?? 'not told by the API'),
		labelled('host name', `${name}.fly.dev`),
	],
};
