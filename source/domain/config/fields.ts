import {machineName} from '../machine-name.ts';
import {checks} from './check-notation.ts';
import {cpuKinds, sizes} from './guest-rules.ts';
import {count, megabytes, type Notation, words, yesOrNo} from './notation.ts';
import {fileTexts, namedTexts} from './pair-notations.ts';
import {metrics, mounts, restart, seconds, stop} from './part-notations.ts';
import {restartPolicies, schedules} from './problems.ts';
import {processes} from './process-notation.ts';
import {services} from './service-notation.ts';
import {commandLine} from './shell-words.ts';

/** A field of the form: a text that stands for a value at a path in the body of a create call (reference of the Machines API, section 2.3). */
export type FormField = Notation & {
	readonly label: string;
	readonly path: readonly string[];
	readonly example: string;
	readonly hint: string;
	/** The usual words; for some fields there are no others. */
	readonly choices?: readonly string[];
};

const name = words(machineName.pattern, machineName.words);
const region = words(/^[a-z\d-]+(?:\s*,\s*[a-z\d-]+)*$/, 'a code such as fra, or several with commas between');
const anyWord = words(/^\S+$/, 'one word without spaces');

const row = (
	label: string,
	path: readonly string[],
	{format, parse}: Notation,
	example: string,
	hint: string,
	choices?: readonly string[],
): FormField => ({label, path, format, parse, example, hint, ...(choices === undefined ? {} : {choices})});

const yesAndNo = ['yes', 'no'] as const;

/** All fields by their id, in the order of the form: what is mostly given first. */
export const fields = {
	image: row('image', ['config', 'image'], anyWord, 'registry.fly.io/web:v3', 'what the machine runs'),
	name: row('name', ['name'], name, 'web-1', 'made up by the API when empty'),
	region: row('region', ['region'], region, 'fra', 'near you when empty; several codes in order of taste'),
	size: row('size', ['config', 'size'], anyWord, 'shared-cpu-1x', 'a preset; or else cpus and memory below', sizes),
	cpuKind: row('cpu kind', ['config', 'guest', 'cpu_kind'], anyWord, 'shared', 'shared or performance', cpuKinds),
	cpus: row('cpus', ['config', 'guest', 'cpus'], count('a whole number of cpus'), '2', 'shared: 1 2 4 6 8; performance: up to 128'),
	memory: row('memory', ['config', 'guest', 'memory_mb'], megabytes, '512', 'in MB, a multiple of 256; or 2gb'),
	env: row('env', ['config', 'env'], namedTexts('KEY=value', 'env'), 'LOG=debug, PORT=8080', 'on lines or with commas between'),
	services: row('services', ['config', 'services'], services, '443:8080/tcp+tls,http 80:8080/tcp+http', 'public:inside/protocol+handlers'),
	checks: row(
		'checks',
		['config', 'checks'],
		checks,
		'web: http 8080 /health 15s',
		'name: type port path interval timeout; with ; between',
	),
	mounts: row('mounts', ['config', 'mounts'], mounts, 'vol_2n0l3vl60qpv635d:/data', 'one volume and its directory'),
	command: row('command', ['config', 'init', 'cmd'], commandLine, "server --greet 'hello all'", 'in place of the command of the image'),
	entrypoint: row('entrypoint', ['config', 'init', 'entrypoint'], commandLine, '/bin/sh -c', 'in place of the entrypoint of the image'),
	processes: row('processes', ['config', 'processes'], processes, 'node web.js; node worker.js', 'several commands, with ; between'),
	files: row('files', ['config', 'files'], fileTexts, '/etc/motd=hello, /etc/key=secret:KEY', 'a text, or the secret that holds it'),
	restart: row('restart', ['config', 'restart'], restart, 'on-failure:3', 'no, always, on-failure or spot-price', restartPolicies),
	stop: row('stop', ['config', 'stop_config'], stop, 'SIGTERM 30s', 'signal, and the time until it is killed'),
	schedule: row('schedule', ['config', 'schedule'], anyWord, 'daily', 'hourly, daily, weekly or monthly', schedules),
	autoDestroy: row('auto destroy', ['config', 'auto_destroy'], yesOrNo, 'no', 'yes: the machine is destroyed when it ends', yesAndNo),
	metrics: row('metrics', ['config', 'metrics'], metrics, '9091/metrics', 'port and path for Prometheus'),
	metadata: row('metadata', ['config', 'metadata'], namedTexts('key=value', 'metadata'), 'role=worker', 'on lines or with commas between'),
	skipLaunch: row('skip launch', ['skip_launch'], yesOrNo, 'no', 'yes: the machine is made, not started', yesAndNo),
	leaseTtl: row('lease', ['lease_ttl'], seconds, '60', 'seconds for which the new machine is ours alone'),
} as const;

export type FieldId = keyof typeof fields;

export const isFieldId = (key: string): key is FieldId => Object.hasOwn(fields, key);

export const fieldIds: readonly FieldId[] = Object.keys(fields).filter(isFieldId);

export const fieldEntries: readonly (readonly [FieldId, FormField])[] = fieldIds.map(id => [id, fields[id]]);
