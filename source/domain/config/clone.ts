import {omit} from 'es-toolkit';
import {isJsonObject, type JsonObject} from '../json.ts';
import {textsAt} from '../json-reader.ts';
import {isReservedKey} from '../metadata.ts';
import {printable} from '../text.ts';

/** The config that a clone begins with, and in sentences what it does not get of the other's. */
export type Clone = {readonly config: JsonObject; readonly left: readonly string[]};

const withoutStandbys = ({config, left}: Clone): Clone => {
	const standbys = textsAt(config, 'standbys');
	return standbys.length === 0
		? {config, left}
		: {
				config: omit(config, ['standbys']),
				left: [...left, `It stands by for ${printable(standbys.join(', '))}; the clone does not, and runs.`],
			};
};

const withoutReservedKeys = ({config, left}: Clone): Clone => {
	const {metadata} = config;
	const reserved = isJsonObject(metadata) ? Object.keys(metadata).filter(isReservedKey) : [];
	if (!isJsonObject(metadata) || reserved.length === 0) {
		return {config, left};
	}

	const rest = omit(metadata, reserved);
	return {
		config: Object.keys(rest).length === 0 ? omit(config, ['metadata']) : {...config, metadata: rest},
		left: [...left, `Not cloned, since a deploy would take the clone for its own: ${printable(reserved.join(', '))} in metadata.`],
	};
};

/**
What a clone begins with: the config of another machine to the letter, without what says who that one is to the platform. Volumes are left
in, so that another one is named for each of them or they are given up.
*/
export const cloneOf = (config: JsonObject): Clone => withoutReservedKeys(withoutStandbys({config, left: []}));
