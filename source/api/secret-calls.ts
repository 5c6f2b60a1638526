import type {Listed} from '../domain/resources/listed.ts';
import type {Secret} from '../domain/resources/secret.ts';
import type {CallOptions} from './api.ts';
import type {Client} from './client.ts';
import {decodeSecretList, decodeSecretsVersion} from './decode/secret.ts';

/** The version that a change made: a machine gets the change when it is created or updated with it as `minSecretsVersion`. */
type ChangedSecrets = {readonly version: number | undefined};

export type SecretCalls = {
	/** The names and digests of an app's secrets; values are neither asked for nor read. */
	readonly listSecrets: (app: string, options?: CallOptions) => Promise<Listed<Secret>>;
	/** Sets secrets and deletes those whose value is null; the others stay. */
	readonly setSecrets: (app: string, values: Readonly<Record<string, string | null>>, options?: CallOptions) => Promise<ChangedSecrets>;
	readonly deleteSecret: (app: string, name: string, options?: CallOptions) => Promise<ChangedSecrets>;
};

/** The calls about secrets. */
export const createSecretCalls = ({send}: Client): SecretCalls => ({
	listSecrets: (app, options = {}) =>
		send({
			action: 'list-secrets',
			scope: app,
			deed: `list the secrets of app ${app}`,
			method: 'GET',
			path: ['apps', app, 'secrets'],
			signal: options.signal,
			read: body => decodeSecretList(body, app),
		}),
	setSecrets: (app, values, options = {}) =>
		send({
			action: 'set-secrets',
			scope: app,
			deed: `change the secrets ${Object.keys(values).join(', ')} of app ${app}`,
			method: 'POST',
			path: ['apps', app, 'secrets'],
			body: {values},
			secrets: Object.values(values).filter(value => value !== null),
			signal: options.signal,
			read: decodeSecretsVersion,
		}),
	deleteSecret: (app, name, options = {}) =>
		send({
			action: 'delete-secret',
			scope: app,
			deed: `delete secret ${name} of app ${app}`,
			method: 'DELETE',
			path: ['apps', app, 'secrets', name],
			signal: options.signal,
			read: decodeSecretsVersion,
		}),
});
