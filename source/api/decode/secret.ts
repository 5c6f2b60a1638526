import type {Json, JsonObject} from '../../domain/json.ts';
import type {Listed} from '../../domain/resources/listed.ts';
import type {Secret} from '../../domain/resources/secret.ts';
import {decodeListed} from './listed.ts';
import {filledText, integer, object, text, timeMs} from './values.ts';

/** A secret without its value, even where an answer has it. */
const decodeSecret = (secret: JsonObject): Secret | undefined => {
	const name = filledText(secret.name);
	return name === undefined
		? undefined
		: {
				name,
				digest: text(secret.digest) ?? '',
				createdAtMs: timeMs(secret.created_at),
				updatedAtMs: timeMs(secret.updated_at),
			};
};

export const decodeSecretList = (body: Json, app: string): Listed<Secret> | undefined =>
	decodeListed(object(body)?.secrets, {name: `secret of app ${app}`, key: 'name', read: decodeSecret});

/** The version that the secrets of an app have after a change; the API answers it in two spellings. */
export const decodeSecretsVersion = (body: Json): {readonly version: number | undefined} | undefined => {
	const answer = object(body);
	return answer === undefined ? undefined : {version: integer(answer.version) ?? integer(answer.Version)};
};
