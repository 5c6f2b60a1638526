import type {Api} from './api.ts';
import type {Client} from './client.ts';
import {decodeApp, decodeAppList} from './decode/app.ts';
import {filledText, object} from './decode/values.ts';
import {flag, readAcknowledgement} from './requests.ts';

type AppCalls = Pick<Api, 'listApps' | 'createApp' | 'getApp' | 'deleteApp'>;

/** The calls about apps. */
export const createAppCalls = ({send}: Client): AppCalls => ({
	listApps: (organizationSlug, options = {}) =>
		send({
			action: 'list-apps',
			scope: organizationSlug,
			deed: `list the apps of organization ${organizationSlug}`,
			method: 'GET',
			path: ['apps'],
			query: {org_slug: organizationSlug},
			signal: options.signal,
			read: decodeAppList,
		}),
	createApp: ({name, organizationSlug}, options = {}) =>
		send({
			action: 'create-app',
			scope: organizationSlug,
			deed: `create app ${name}`,
			method: 'POST',
			path: ['apps'],
			body: {name, org_slug: organizationSlug},
			signal: options.signal,
			read(body) {
				const id = filledText(object(body)?.id);
				return id === undefined ? undefined : {id};
			},
		}),
	getApp: (app, options = {}) =>
		send({
			action: 'get-app',
			scope: app,
			deed: `get app ${app}`,
			method: 'GET',
			path: ['apps', app],
			signal: options.signal,
			read: decodeApp,
		}),
	async deleteApp(app, options = {}) {
		await send({
			action: 'delete-app',
			scope: app,
			deed: `delete app ${app}`,
			method: 'DELETE',
			path: ['apps', app],
			query: {force: flag(options.force)},
			signal: options.signal,
			read: readAcknowledgement,
		});
	},
});
