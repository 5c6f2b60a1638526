import {masked} from './config/masking.ts';
import {isJsonObject} from './json.ts';

/** A value as it may be shown: one that is a secret by its key or its shape is masked. */
export const shownMetadata = (key: string, value: string): string => {
	const shown = masked({[key]: value}, 'env');
	const text = isJsonObject(shown) ? shown[key] : undefined;
	return typeof text === 'string' ? text : '';
};

/** Keys that the platform and its tools write and read (reference of the Machines API, section 2.2): what is in them decides how machines are treated. */
export const isReservedKey = (key: string): boolean => /^fly[_-]/.test(key) || key === 'process_group';

/** Why a text cannot be a key, as a sentence; undefined when it can. */
export const keyProblem = (key: string): string | undefined => {
	if (key === '' || key === '.' || key === '..' || key !== key.trim()) {
		return 'A key needs a name, with no space around it.';
	}

	return isReservedKey(key) ? `${key} belongs to the platform: flydeck leaves it alone.` : undefined;
};
