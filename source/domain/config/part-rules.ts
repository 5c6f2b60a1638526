import {stopSignals} from '../signals.ts';
import {childPath} from './path.ts';
import {
	duration,
	listOf,
	mapOf,
	number,
	type ObjectRule,
	oneOf,
	type Problem,
	type Rule,
	refuse,
	required,
	shape,
	text,
	warn,
	whole,
	word,
} from './rules.ts';

// The parts that machines, processes and containers have in common.

const isVariableName = (name: string): boolean => /^[A-Za-z_]\w*$/.test(name);

const envName = (name: string, path: string): readonly Problem[] => {
	if (name === '' || /[=\0]/.test(name)) {
		return refuse(path, 'must have a name, and no = in it');
	}

	return isVariableName(name) ? [] : warn(path, 'has a name that no shell can read: use letters, digits and _');
};

export const env: Rule = mapOf(text(), envName);

const variable: Rule = text(name => (isVariableName(name) ? undefined : 'must be the name of an environment variable'));

export const command = {exec: listOf(text()), entrypoint: listOf(text()), cmd: listOf(text())} as const;

/** What a process or a container runs, as whom, and in which environment. */
export const runFields = {
	...command,
	user: text(),
	env,
	env_from: listOf(
		shape(
			{env_var: variable, field_ref: word(['id', 'version', 'app_name', 'private_ip', 'region', 'image'])},
			required('env_var', 'field_ref'),
		),
	),
	secrets: listOf(shape({env_var: variable, name: text()}, required('env_var'))),
} as const;

/** The name of an image; whether there is such an image only the API knows. */
export const image: Rule = text(name => (/\s/.test(name) ? 'must not contain spaces' : undefined));

/** A path inside a machine: absolute, never above the root, never the root itself. */
export const guestPath: Rule = text(path => {
	if (!path.startsWith('/')) {
		return 'must be an absolute path';
	}

	const words = path.split('/');
	if (words.includes('..') || path.includes('\0')) {
		return 'must not contain .. or a null byte';
	}

	return words.every(name => name === '' || name === '.') ? 'must not be the root directory' : undefined;
});

/** Line breaks inside are passed over, as Go's decoder does. */
const base64: Rule = text(value => {
	const digits = value.replace(/[\r\n]/g, '');
	return digits.length % 4 === 0 && /^[A-Za-z\d+/]*={0,2}$/.test(digits) ? undefined : 'must be base64';
});

export const files: Rule = listOf(
	shape(
		{guest_path: guestPath, raw_value: base64, secret_name: text(), image_config: text(), mode: whole(0, 0o7777)},
		required('guest_path'),
		oneOf('raw_value', 'secret_name', 'image_config'),
	),
);

const retriesNeedPolicy: ObjectRule = ({policy, max_retries: retries}, path) =>
	typeof retries === 'number' && retries > 0 && typeof policy === 'string' && !['', 'on-failure'].includes(policy)
		? warn(childPath(path, 'max_retries'), `has no effect with policy ${policy}: it belongs to on-failure`)
		: [];

/** How a machine or a container is restarted; containers know fewer policies. */
export const restart = (policies: readonly string[]): Rule =>
	shape({policy: word(policies), max_retries: whole(), gpu_bid_price: number}, retriesNeedPolicy);

const longestStopSeconds = 300;

export const stop: Rule = shape({signal: word(stopSignals), timeout: duration(longestStopSeconds)});
