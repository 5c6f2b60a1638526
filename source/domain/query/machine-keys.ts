import {effectiveExitCode, isOutOfMemory, lastExit} from '../exit.ts';
import {isJsonObject} from '../json.ts';
import {objectAt} from '../json-reader.ts';
import {states} from '../lifecycle.ts';
import type {Guest, Lease, Machine} from '../machine.ts';
import {stateSinceMs} from '../since.ts';
import {sizeInShort} from '../size.ts';
import {formatAge} from '../time.ts';
import {severityOf, type Trouble, troubleKinds} from '../trouble.ts';
import {whyOf} from '../why.ts';
import {type KeyFamily, known, type QueryKey} from './language.ts';
import {units} from './units.ts';

/** A machine with what is known of it at a moment. */
export type MachineSubject = {
	readonly machine: Machine;
	readonly nowMs: number;
	/** What is wrong with it, the worst first. */
	readonly troubles: readonly Trouble[];
	/** The lease that counts, and whether this flydeck holds it. */
	readonly lease: Lease | undefined;
	readonly isOwnLease: boolean;
};

type Key = QueryKey<MachineSubject>;

/** An image by its whole name, without its registry and folder, and without its tag: `ghcr.io/acme/web:3`, `web:3`, `web`. */
export const imageNames = (image = ''): readonly string[] => {
	const last = image.split('/').at(-1) ?? '';
	return known(...new Set([image, last, last.split(/[:@]/)[0]]));
};

const imagesByMachine = new WeakMap<Machine, readonly string[]>();

/** The names of its image, taken apart once: a filter asks for them at each key. */
const imagesOf = (machine: Machine): readonly string[] => {
	const names = imagesByMachine.get(machine) ?? imageNames(machine.config?.image);
	imagesByMachine.set(machine, names);
	return names;
};

/** A size as the table shows it, as the platform calls it, and its memory: `sh1/256`, `shared-cpu-1x`, `256mb`. */
const sizeNames = (guest: Guest | undefined): readonly string[] =>
	guest === undefined ? [] : [sizeInShort(guest), `${guest.cpuKind}-cpu-${guest.cpus}x`, `${guest.memoryMb}mb`];

const text = (meaning: string, valueIn: (machine: Machine) => string | undefined, choices?: readonly string[]): Key => ({
	meaning,
	valuesOf: ({machine}) => known(valueIn(machine)),
	...(choices === undefined ? {} : {choices}),
});

const count = (meaning: string, countOf: (machine: Machine) => number | undefined): Key => ({
	meaning,
	valuesOf: ({machine}) => known(countOf(machine)?.toString()),
	amount: {unit: units.number, of: ({machine}) => countOf(machine)},
});

const timeSince = (meaning: string, sinceMs: (machine: Machine) => number | undefined): Key => {
	const spanOf = ({machine, nowMs}: MachineSubject): number | undefined => {
		const atMs = sinceMs(machine);
		return atMs === undefined ? undefined : Math.max(0, nowMs - atMs);
	};
	return {
		meaning,
		valuesOf(subject) {
			const spanMs = spanOf(subject);
			return spanMs === undefined ? [] : [formatAge(spanMs)];
		},
		amount: {unit: units.span, of: spanOf},
		offers: ['<5m', '<1h', '>1h', '>1d'],
	};
};

const exitOf = ({machine}: MachineSubject) => lastExit(machine)?.exit;

const exit: Key = {
	meaning: 'the exit code of its last end: 137, >0; or oom',
	valuesOf(subject) {
		const last = exitOf(subject);
		return last === undefined ? [] : [`${effectiveExitCode(last)}`, ...(isOutOfMemory(last) ? ['oom'] : [])];
	},
	amount: {
		unit: units.number,
		of(subject) {
			const last = exitOf(subject);
			return last === undefined ? undefined : effectiveExitCode(last);
		},
	},
	choices: ['oom'],
};

const lease: Key = {
	meaning: 'who holds it: mine, none, or the name',
	valuesOf: ({lease: held, isOwnLease, nowMs}) =>
		held === undefined || held.expiresAtMs <= nowMs ? [] : known(...(isOwnLease ? ['mine'] : []), held.owner),
};

const memory: Key = {
	meaning: 'its memory: 512mb, >=1gb',
	valuesOf: ({machine: {config}}) => known(config?.guest === undefined ? undefined : `${config.guest.memoryMb}mb`),
	amount: {unit: units.memory, of: ({machine: {config}}) => config?.guest?.memoryMb},
};

const severities = ['critical', 'serious', 'warning'];

const trouble: Key = {
	meaning: 'what is wrong with it, of all that is: crash, oom ..., or critical, serious, warning',
	valuesOf: ({troubles}) => troubles.flatMap(each => [each.kind.toLowerCase(), severityOf(each)]),
	choices: [...troubleKinds.map(({kind}) => kind.toLowerCase()), ...severities, 'none'],
};

const version = text('its version, which each change of its config makes anew', ({instanceId}) => instanceId);

/** The keys for machines. */
export const machineKeys: ReadonlyMap<string, Key> = new Map<string, Key>([
	['app', text('its app', ({app}) => app)],
	['id', text('its id', ({id}) => id)],
	['name', text('its name', ({name}) => name)],
	[
		'state',
		text(
			'its state',
			({state}) => state,
			states.map(({state}) => state),
		),
	],
	['region', text('its region', ({region}) => region)],
	['group', text('its process group', ({config}) => config?.processGroup)],
	['trouble', trouble],
	['exit', exit],
	[
		'restarts',
		count(
			'how often it was restarted before its last end: >3',
			({events}) => events.find(({restartCount}) => restartCount !== undefined)?.restartCount,
		),
	],
	[
		'check',
		{meaning: 'its checks, by name or by status', valuesOf: ({machine}) => machine.checks.flatMap(({name, status}) => known(name, status))},
	],
	['lease', lease],
	['for', timeSince('how long it has been in its state: <5m', stateSinceMs)],
	['age', timeSince('how long ago it was created: >2h', ({createdAtMs}) => createdAtMs)],
	['image', {meaning: 'its image, whole, without registry, or without tag', valuesOf: ({machine}) => imagesOf(machine)}],
	['size', {meaning: 'its size: sh1/256, shared-cpu-1x, 256mb', valuesOf: ({machine}) => sizeNames(machine.config?.guest)}],
	['cpus', count('its number of CPUs: >=2', ({config}) => config?.guest?.cpus)],
	['memory', memory],
	['version', version],
	['instance', version],
	['cordoned', text('whether the proxy sends it nothing', ({cordoned}) => (cordoned ? 'yes' : 'no'), ['yes', 'no'])],
	['host', text('whether its host answers', ({hostStatus}) => hostStatus, ['ok', 'unknown', 'unreachable'])],
	['why', {meaning: 'why it is as it is', valuesOf: ({machine, troubles}) => known(whyOf(machine, troubles[0]))}],
]);

const metadataIn = ({machine: {config}}: MachineSubject) => (isJsonObject(config?.raw) ? objectAt(config.raw, 'metadata') : {});

/** The keys of its metadata. */
export const metadataKeys: KeyFamily<MachineSubject> = {
	prefixes: ['meta.', 'metadata.'],
	keyOf: name => ({
		meaning: 'a value of its metadata',
		valuesOf(subject) {
			const value = metadataIn(subject)[name];
			return typeof value === 'string' ? known(value) : [];
		},
	}),
	namesOf: subject => Object.keys(metadataIn(subject)),
};
