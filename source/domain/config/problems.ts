import {isJsonObject, type Json} from '../json.ts';
import {container} from './container-rules.ts';
import {guestRule, sizeRule} from './guest-rules.ts';
import {command, env, files, guestPath, image, restart, runFields, stop} from './part-rules.ts';
import {
	anything,
	flag,
	listOf,
	mapOf,
	type ObjectRule,
	type Problem,
	type Rule,
	refuse,
	required,
	shape,
	text,
	whole,
	word,
} from './rules.ts';
import {checkRule, portNumber, serviceRule, urlPath} from './service-rules.ts';

export type {Problem} from './rules.ts';

export const schedules = ['hourly', 'daily', 'weekly', 'monthly'] as const;
export const restartPolicies = ['no', 'always', 'on-failure', 'spot-price'] as const;

/** The image may be absent when containers name theirs. */
const imageNeeded: ObjectRule = ({image: own, containers}) => {
	const named =
		Array.isArray(containers) && containers.some(each => isJsonObject(each) && typeof each.image === 'string' && each.image !== '');
	return named || (own !== undefined && own !== null && own !== '') ? [] : refuse('image', 'is missing');
};

const sizeOrGuest: ObjectRule = ({size, guest}) =>
	typeof size === 'string' && size !== '' && isJsonObject(guest) && Object.keys(guest).length > 0
		? refuse('size', 'must not be given together with guest: cpus and memory')
		: [];

const volumeNeeded: ObjectRule = ({volume, name}, path) =>
	[volume, name].some(value => typeof value === 'string' && value !== '') ? [] : required('volume')({volume: null}, path);

const mount: Rule = shape(
	{
		volume: text(),
		name: text(),
		path: guestPath,
		size_gb: whole(),
		size_gb_limit: whole(),
		add_size_gb: whole(),
		extend_threshold_percent: whole(),
		encrypted: flag,
	},
	volumeNeeded,
	required('path'),
);

const dns: Rule = shape({
	hostname: text(),
	hostname_fqdn: text(),
	nameservers: listOf(text()),
	searches: listOf(text()),
	skip_registration: flag,
	options: listOf(shape({name: text(), value: text()})),
	dns_forward_rules: listOf(shape({addr: text(), basename: text()})),
});

/** The config of a machine (reference of the Machines API, sections 2.3, 3 and 4.4). */
const configRule: Rule = shape(
	{
		image,
		size: sizeRule,
		guest: guestRule,
		env,
		metadata: mapOf(text()),
		services: listOf(serviceRule),
		checks: mapOf(checkRule),
		mounts: listOf(mount, 1),
		files,
		init: shape({...command, tty: flag, swap_size_mb: whole(), kernel_args: listOf(text())}),
		processes: listOf(shape({...runFields, name: text(), ignore_app_secrets: flag})),
		containers: listOf(container),
		schedule: word(schedules),
		auto_destroy: flag,
		restart: restart(restartPolicies),
		stop_config: stop,
		metrics: shape({port: portNumber, path: urlPath, https: flag}, required('port', 'path')),
		standbys: listOf(text()),
		statics: listOf(shape({guest_path: text(), url_prefix: text(), index_document: text(), tigris_bucket: text()})),
		dns,
		rootfs: shape({persist: word(['never', 'always', 'restart']), size_gb: whole()}),
		cache_drive: shape({size_mb: whole()}),
		volumes: anything,
		spot: anything,
		disable_machine_autostart: flag,
	},
	imageNeeded,
	sizeOrGuest,
);

/** A problem as a sentence: `guest.memory_mb must be a multiple of 256, not 300`. */
export const problemText = ({path, message}: Problem): string => `${path === '' ? 'the config' : path} ${message}`;

/**
What is wrong with a config, as far as it can be known before it is sent: errors first, then what the API would pass over. What a config
that the API has `accepted` already says too is no error, whatever these rules think of it.
*/
export const configProblems = (config: Json, accepted?: Json): readonly Problem[] => {
	const known = new Set(accepted === undefined ? [] : configRule(accepted, '').map(problemText));
	const problems = configRule(config, '').map(problem =>
		known.has(problemText(problem)) ? {...problem, severity: 'warning' as const} : problem,
	);
	// In the order of their letters, which `localeCompare` would load the rules of a language for.
	return problems.toSorted((left, right) => Number(left.severity > right.severity) - Number(left.severity < right.severity));
};
