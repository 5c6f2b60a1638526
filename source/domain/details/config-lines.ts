import type {Json} from '../json.ts';
import {isJsonObject} from '../json.ts';
import type {Machine} from '../machine.ts';
import {type Line, plain} from './line.ts';

const secretName = /pass|secret|token|key|credential|auth|cookie|dsn|database_url/i;

const passwordInUrl = /(\/\/[^\s/:@]*:)[^\s/@]+@/g;

/** A config as it may be shown: env values and headers whose name looks like a secret's, files, and passwords in URLs are masked. */
const masked = (value: Json | undefined, isEnv: boolean): Json | undefined => {
	if (Array.isArray(value)) {
		return value.map(item => masked(item, false) ?? null);
	}

	if (typeof value === 'string') {
		return value.replace(passwordInUrl, '$1(masked)@');
	}

	if (!isJsonObject(value)) {
		return value;
	}

	if (typeof value.name === 'string' && secretName.test(value.name) && value.values !== undefined) {
		return {...value, values: '(masked)'};
	}

	return Object.fromEntries(
		Object.entries(value).map(([name, inner]) => {
			const hides = (isEnv && secretName.test(name)) || name === 'raw_value';
			return [name, hides ? '(masked)' : masked(inner, name === 'env')];
		}),
	);
};

/** The config as indented JSON, a line each. */
export const configLines = (machine: Machine): readonly Line[] => {
	if (machine.config === undefined) {
		return [plain('The API gave no config for this machine.')];
	}

	return JSON.stringify(masked(machine.config.raw, false), null, 2).split('\n').map(plain);
};
