import type {IpAssignment, IpType} from '../domain/resources/ip-assignment.ts';
import type {Listed} from '../domain/resources/listed.ts';
import type {CallOptions} from './api.ts';
import type {Client} from './client.ts';
import {decodeIpAssignment, decodeIpAssignmentList} from './decode/ip-assignment.ts';
import {bodyOf, readAcknowledgement} from './requests.ts';

export type IpAssignmentCalls = {
	readonly listIpAssignments: (app: string, options?: CallOptions) => Promise<Listed<IpAssignment>>;
	/** Assigns an address, global where no region is given. Of a pair the answer is one: list them to see both. */
	readonly assignIp: (
		app: string,
		wish: {readonly type: IpType; readonly region?: string | undefined},
		options?: CallOptions,
	) => Promise<IpAssignment>;
	readonly releaseIp: (app: string, ip: string, options?: CallOptions) => Promise<void>;
};

/** The calls about the addresses of apps. */
export const createIpAssignmentCalls = ({send}: Client): IpAssignmentCalls => ({
	listIpAssignments: (app, options = {}) =>
		send({
			action: 'list-ip-assignments',
			scope: app,
			deed: `list the addresses of app ${app}`,
			method: 'GET',
			path: ['apps', app, 'ip_assignments'],
			signal: options.signal,
			read: body => decodeIpAssignmentList(body, app),
		}),
	assignIp: (app, {type, region}, options = {}) =>
		send({
			action: 'assign-ip',
			scope: app,
			deed: `assign an address of type ${type} to app ${app}`,
			method: 'POST',
			path: ['apps', app, 'ip_assignments'],
			...bodyOf({type, region}),
			signal: options.signal,
			read: decodeIpAssignment,
		}),
	async releaseIp(app, ip, options = {}) {
		await send({
			action: 'release-ip',
			scope: app,
			deed: `release address ${ip} of app ${app}`,
			method: 'DELETE',
			path: ['apps', app, 'ip_assignments', ip],
			signal: options.signal,
			read: readAcknowledgement,
		});
	},
});
