import type {Json} from '../json.ts';
import {isJsonObject} from '../json.ts';
import type {Machine} from '../machine.ts';
import {type Line, plain} from './line.ts';

const secretName = /pass|secret|token|key|credential|auth|dsn|database_url/i;

/** A config as it may be shown: env values whose name looks like a secret's are masked. */
const masked = (value: Json | undefined, isEnv: boolean): Json | undefined => {
	if (Array.isArray(value)) {
		return value.map(item => masked(item, false) ?? null);
	}

	if (!isJsonObject(value)) {
		return value;
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
