import {labelled} from '../details/line.ts';
import type {IpAssignment} from './ip-assignment.ts';
import {ageColumn, momentInWords, type ResourceTable, textColumn} from './table.ts';

/** What kind of address it is, as far as the answer tells: `shared v4`, `v6`, `private v6`, `egress v4`. */
const typeOf = ({ip, shared, egress}: IpAssignment): string => {
	const version = ip.includes(':') ? 'v6' : 'v4';
	if (egress) {
		return `egress ${version}`;
	}

	// The platform's private addresses all begin so (RFC 4193).
	return shared ? `shared ${version}` : /^f[cd]/i.test(ip) ? `private ${version}` : version;
};

/** The addresses of an app. */
export const ipTable: ResourceTable<'ips'> = {
	kind: 'ips',
	title: 'ips',
	one: 'address',
	none: 'No addresses. n assigns one.',
	idOf: ({ip}) => ip,
	nameOf: () => '',
	columns: [
		textColumn('ip', 'ADDRESS', {minWidth: 15, maxWidth: 39, priority: 0}, ({ip}) => ip),
		textColumn('type', 'TYPE', {minWidth: 9, maxWidth: 10, priority: 0}, typeOf),
		textColumn('region', 'REGION', {minWidth: 6, maxWidth: 8, priority: 1}, ({region}) => region || 'global'),
		textColumn('service', 'SERVICE', {minWidth: 7, maxWidth: 20, priority: 3}, ({serviceName}) => serviceName || '-'),
		ageColumn('age', 'AGE', 2, ({createdAtMs}) => createdAtMs),
	],
	toneOf: () => 'idle',
	details: (assignment, {nowMs}) => [
		labelled('address', assignment.ip),
		labelled('type', typeOf(assignment)),
		labelled('region', assignment.region || 'global'),
		labelled('service', assignment.serviceName || '-'),
		labelled('shared', assignment.shared ? 'yes, with other apps' : 'no'),
		labelled('used for', assignment.egress ? "the app's own connections to others" : 'connections to the app'),
		labelled('created', momentInWords(assignment.createdAtMs, nowMs)),
	],
};
