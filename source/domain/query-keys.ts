import {isJsonObject} from './json.ts';
import {objectAt} from './json-reader.ts';
import {states} from './lifecycle.ts';
import type {Guest, Machine} from './machine.ts';
import {sizeInShort} from './size.ts';
import type {Trouble} from './trouble.ts';
import {whyOf} from './why.ts';

/** What a machine has under a key of a query: none, one or several values. A machine that has none is found by the value `none`. */
export type QueryKey = {
	readonly valuesOf: (machine: Machine, nowMs: number, trouble: Trouble | undefined) => readonly string[];
	/** The only values that there are, where they are known. */
	readonly choices?: readonly string[];
};

const known = (value: string | undefined): readonly string[] => (value === undefined || value === '' ? [] : [value]);

/** An image by its whole name, without its registry and folder, and without its tag: `ghcr.io/acme/web:3`, `web:3`, `web`. */
const imageNames = ({config}: Machine): readonly string[] => {
	const image = config?.image ?? '';
	const last = image.split('/').at(-1) ?? '';
	return [image, last, last.split(/[:@]/)[0] ?? ''].filter(name => name !== '');
};

/** A size as the table shows it, as the platform calls it, and its memory: `sh1/256`, `shared-cpu-1x`, `256mb`. */
const sizeNames = (guest: Guest | undefined): readonly string[] =>
	guest === undefined ? [] : [sizeInShort(guest), `${guest.cpuKind}-cpu-${guest.cpus}x`, `${guest.memoryMb}mb`];

const version: QueryKey = {valuesOf: ({instanceId}) => known(instanceId)};

/** The keys of the query language. */
const keys: ReadonlyMap<string, QueryKey> = new Map<string, QueryKey>([
	['app', {valuesOf: ({app}) => [app]}],
	['id', {valuesOf: ({id}) => [id]}],
	['name', {valuesOf: ({name}) => known(name)}],
	['state', {valuesOf: ({state}) => [state], choices: states.map(({state}) => state)}],
	['region', {valuesOf: ({region}) => known(region)}],
	['image', {valuesOf: imageNames}],
	['check', {valuesOf: ({checks}) => checks.flatMap(({name, status}) => [name, status])}],
	['lease', {valuesOf: ({lease}, nowMs) => (lease !== undefined && lease.expiresAtMs > nowMs ? [lease.owner] : [])}],
	['size', {valuesOf: ({config}) => sizeNames(config?.guest)}],
	['version', version],
	['instance', version],
	['cordoned', {valuesOf: ({cordoned}) => [cordoned ? 'yes' : 'no'], choices: ['yes', 'no']}],
	['host', {valuesOf: ({hostStatus}) => [hostStatus], choices: ['ok', 'unknown', 'unreachable']}],
	['why', {valuesOf: (machine, _nowMs, trouble) => known(whyOf(machine, trouble))}],
]);

const metadataPrefix = 'metadata.';

const metadataKey = (name: string): QueryKey => ({
	valuesOf({config}) {
		const value = isJsonObject(config?.raw) ? objectAt(config.raw, 'metadata')[name] : undefined;
		return typeof value === 'string' ? [value] : [];
	},
});

/** The names of all keys, for a person. */
export const queryKeyNames: readonly string[] = [...keys.keys(), `${metadataPrefix}KEY`];

/** The key of a name, in any case but for what follows `metadata.`; undefined when there is none. */
export const queryKeyOf = (name: string): QueryKey | undefined => {
	const lower = name.toLowerCase();
	return lower.startsWith(metadataPrefix) ? metadataKey(name.slice(metadataPrefix.length)) : keys.get(lower);
};
