import {shownMetadata} from '../domain/metadata.ts';
import type {CallOptions} from './api.ts';
import type {Client} from './client.ts';
import {decodeMetadata} from './decode/inside.ts';
import {bodyOf, readAcknowledgement} from './requests.ts';

export type MetadataCalls = {
	readonly getMetadata: (app: string, id: string, options?: CallOptions) => Promise<Readonly<Record<string, string>>>;
	/** Sets one key, and makes it where there was none. */
	readonly setMetadata: (app: string, id: string, key: string, value: string, options?: CallOptions) => Promise<void>;
	readonly removeMetadata: (app: string, id: string, key: string, options?: CallOptions) => Promise<void>;
	/**
	Sets keys and removes those whose value is null; the others stay.

	@throws ApiError of kind `precondition` when the machine has another instance id than the one given
	*/
	readonly patchMetadata: (
		app: string,
		id: string,
		changes: Readonly<Record<string, string | null>>,
		options?: CallOptions & {readonly instanceId?: string | undefined},
	) => Promise<void>;
};

const pathOf = (app: string, id: string, ...rest: readonly string[]): readonly string[] => [
	'apps',
	app,
	'machines',
	id,
	'metadata',
	...rest,
];

/** The calls about the metadata of machines. None makes a new version or restarts a machine, and leases do not stop them. */
export const createMetadataCalls = ({send}: Client): MetadataCalls => ({
	getMetadata: (app, id, options = {}) =>
		send({
			action: 'get-metadata',
			scope: id,
			deed: `get the metadata of machine ${id} of app ${app}`,
			method: 'GET',
			path: pathOf(app, id),
			signal: options.signal,
			read: decodeMetadata,
		}),
	async setMetadata(app, id, key, value, options = {}) {
		await send({
			action: 'set-metadata',
			scope: id,
			deed: `set metadata ${key} of machine ${id} of app ${app}`,
			method: 'POST',
			path: pathOf(app, id, key),
			body: {value},
			secrets: shownMetadata(key, value) === value ? [] : [value],
			signal: options.signal,
			read: readAcknowledgement,
		});
	},
	async removeMetadata(app, id, key, options = {}) {
		await send({
			action: 'remove-metadata',
			scope: id,
			deed: `remove metadata ${key} of machine ${id} of app ${app}`,
			method: 'DELETE',
			path: pathOf(app, id, key),
			signal: options.signal,
			read: readAcknowledgement,
		});
	},
	async patchMetadata(app, id, changes, options = {}) {
		await send({
			action: 'patch-metadata',
			scope: id,
			deed: `change the metadata of machine ${id} of app ${app}`,
			method: 'PATCH',
			path: pathOf(app, id),
			...bodyOf({metadata: changes, machine_version: options.instanceId}),
			signal: options.signal,
			read: readAcknowledgement,
		});
	},
});
