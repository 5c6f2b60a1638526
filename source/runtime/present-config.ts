import type {Api} from '../api/api.ts';
import type {JsonObject} from '../domain/json.ts';
import type {Target} from '../store/state.ts';
import {causeInWords} from './failure.ts';

/** The config that a machine has, to the letter, and the version that it is; or why there is none to work with, as a sentence. */
export type PresentConfig =
	| {readonly ok: true; readonly config: JsonObject; readonly instanceId: string}
	| {readonly ok: false; readonly why: string};

/** Reads the config of a machine. One that is not whole, since the host cannot be asked, is none: what it lacks would be lost. */
export const readPresentConfig = async (api: Api, {app, id, name}: Target, signal: AbortSignal): Promise<PresentConfig> => {
	const label = name || id;
	try {
		const {config, instanceId} = await api.getExactConfig(app, id, {signal});
		if (config === undefined) {
			return {ok: false, why: `${label}: its host cannot be asked for its whole config now: it cannot be changed or compared.`};
		}

		return instanceId === undefined
			? {ok: false, why: `${label}: the API does not say which version it has: it cannot be changed safely.`}
			: {ok: true, config, instanceId};
	} catch (error) {
		return {ok: false, why: `${label}: its config could not be read: ${causeInWords(error)}`};
	}
};
