import type {Json} from '../../domain/json.ts';
import type {IpAssignment} from '../../domain/resources/ip-assignment.ts';
import type {Listed} from '../../domain/resources/listed.ts';
import {decodeListed} from './listed.ts';
import {filledText, object, text, timeMs} from './values.ts';

/** The address that an answer is; undefined for anything without one. */
export const decodeIpAssignment = (body: Json): IpAssignment | undefined => {
	const assignment = object(body);
	const ip = filledText(assignment?.ip);
	return assignment === undefined || ip === undefined
		? undefined
		: {
				ip,
				region: text(assignment.region) ?? '',
				serviceName: text(assignment.service_name) ?? '',
				shared: assignment.shared === true,
				egress: assignment.egress === true,
				createdAtMs: timeMs(assignment.created_at),
			};
};

export const decodeIpAssignmentList = (body: Json, app: string): Listed<IpAssignment> | undefined =>
	decodeListed(object(body)?.ips, {name: `address of app ${app}`, key: 'ip', read: decodeIpAssignment});
