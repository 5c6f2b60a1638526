import {isJsonObject} from '../json.ts';
import {objectAt, textAt} from '../json-reader.ts';
import type {Machine} from '../machine.ts';
import {sizeInShort, sizeInWords} from '../size.ts';
import type {Trouble} from '../trouble.ts';
import {ulidTimeMs} from '../ulid.ts';
import {onceForConfig} from './once-for-config.ts';

/** A part of a config that the machines of a group have in common. Of the env only the keys: their values are not shown, nor compared. */
type Part = {
	/** What two machines that agree have alike. */
	readonly read: (machine: Pick<Machine, 'config'>) => string;
	/** What differs, in a few cells and in a sentence. */
	readonly words: (own: Machine, other: Machine) => {readonly short: string; readonly sentence: string};
};

const lastOf = (image: string): string => image.split('/').at(-1) ?? image;

const imageOf = ({config}: Pick<Machine, 'config'>): string => config?.image ?? '';

/** What tells two images apart: the tags where only these differ. */
const imageNames = (own: string, other: string): readonly [own: string, other: string] => {
	const [ownName, ownTag] = lastOf(own).split(/[:@](?=[^:@]*$)/);
	const [otherName, otherTag] = lastOf(other).split(/[:@](?=[^:@]*$)/);
	return ownName === otherName && ownTag !== undefined && otherTag !== undefined ? [ownTag, otherTag] : [lastOf(own), lastOf(other)];
};

const rawOf = ({config}: Pick<Machine, 'config'>) => (isJsonObject(config?.raw) ? config.raw : {});

const envKeys = (machine: Pick<Machine, 'config'>): readonly string[] => Object.keys(objectAt(rawOf(machine), 'env')).toSorted();

const releaseOf = (machine: Pick<Machine, 'config'>): string => textAt(objectAt(rawOf(machine), 'metadata'), 'fly_release_version') ?? '';

const missing = (keys: readonly string[], among: readonly string[]): readonly string[] => keys.filter(key => !among.includes(key));

const parts: readonly Part[] = [
	{
		read: imageOf,
		words(own, other) {
			const [ownName, otherName] = imageNames(imageOf(own), imageOf(other));
			return {short: `DRIFT image ${ownName}`, sentence: `image is ${ownName}, others have ${otherName}`};
		},
	},
	{
		read: ({config}) => sizeInWords(config?.guest),
		words: ({config: own}, {config: other}) => ({
			short: `DRIFT size ${sizeInShort(own?.guest)}`,
			sentence: `guest is ${sizeInWords(own?.guest)}, others have ${sizeInWords(other?.guest)}`,
		}),
	},
	{
		read: machine => envKeys(machine).join('\n'),
		words(own, other) {
			const [absent] = missing(envKeys(other), envKeys(own));
			const [extra] = missing(envKeys(own), envKeys(other));
			return absent === undefined
				? {short: `DRIFT env has ${extra}`, sentence: `env.${extra} is set, others have no such key`}
				: {short: `DRIFT env no ${absent}`, sentence: `env.${absent} is missing, others have it`};
		},
	},
	{
		read: releaseOf,
		words: (own, other) => ({
			short: `DRIFT v${releaseOf(own) || '?'}`,
			sentence: `metadata.fly_release_version is ${releaseOf(own) || 'not set'}, others have ${releaseOf(other) || 'none'}`,
		}),
	},
];

type Values = readonly (string | undefined)[];

/** The values of all parts. */
const wholeValuesOf = onceForConfig<Values>(config => parts.map(({read}) => read({config})), []);

/** The values of the parts that are in a config of which not all is known. */
const knownValuesOf = onceForConfig<Values>(
	config =>
		parts.map(({read}) => {
			const value = read({config});
			return value === read({config: undefined}) ? undefined : value;
		}),
	[],
);

const valuesOf = (machine: Machine): Values => (machine.configIncomplete ? knownValuesOf(machine) : wholeValuesOf(machine));

/** Machines of one and the same config. */
type Alike = readonly Machine[];

const sharedValue = ([first]: Alike, part: number): string | undefined => first && valuesOf(first)[part];

const byConfig = (machines: readonly Machine[]): readonly Alike[] => [...Map.groupBy(machines, ({config}) => config).values()];

const countOf = (configs: readonly Alike[]): number => configs.reduce((sum, {length}) => sum + length, 0);

/** The newest instance id among machines: those ids are in the order of their making. */
const newestVersion = (machines: readonly Machine[]): string =>
	machines.reduce((newest, {instanceId = ''}) => (instanceId > newest ? instanceId : newest), '');

/** A machine with the value that at least half of them have; where two values are that of half, the one of the newest version. */
const normOf = (configs: readonly Alike[], part: number): Machine | undefined => {
	const voting = configs.filter(alike => sharedValue(alike, part) !== undefined);
	const count = countOf(voting);
	const shared = [...Map.groupBy(voting, alike => sharedValue(alike, part)).values()].filter(same => countOf(same) * 2 >= count);
	const [first, second] = shared;
	const isSecondNewer = first !== undefined && second !== undefined && newestVersion(second.flat()) > newestVersion(first.flat());
	return (isSecondNewer ? second : first)?.[0]?.[0];
};

/**
The machines of a process group whose config is unlike that of the rest, by id. Only what a deploy makes alike counts: image, size, the keys
of the env, and the version of the release. Where no value is that of at least half of them, nobody can tell which is the odd one. One on a lost
host counts with what is known of its config, and is not called odd itself.
*/
export const driftOf = (group: string, machines: readonly Machine[]): ReadonlyMap<string, Trouble> => {
	const compared = machines.filter(({config}) => config !== undefined);
	const whole = byConfig(compared.filter(({configIncomplete}) => !configIncomplete));
	const configs = [...whole, ...byConfig(compared.filter(({configIncomplete}) => configIncomplete))];
	const found = new Map<string, {readonly short: string; readonly sentences: readonly string[]}>();
	for (const [index, {words}] of parts.entries()) {
		const norm = normOf(configs, index);
		const odd = norm === undefined ? [] : whole.filter(alike => sharedValue(alike, index) !== valuesOf(norm)[index]);
		for (const machine of odd.flat()) {
			const {short, sentence} = words(machine, norm ?? machine);
			const before = found.get(machine.id);
			found.set(machine.id, {short: before?.short ?? short, sentences: [...(before?.sentences ?? []), sentence]});
		}
	}

	if (found.size === 0) {
		return new Map();
	}

	const sinceMs = ulidTimeMs(newestVersion(compared));
	return new Map(
		[...found].map(([id, {short, sentences}]) => [
			id,
			{
				kind: 'DRIFT',
				sinceMs,
				short,
				sentence: `It is unlike the rest of ${group}: ${sentences.join('; ')}.`,
				next: 'D compares its config with that of a marked machine; e edits it.',
			},
		]),
	);
};
