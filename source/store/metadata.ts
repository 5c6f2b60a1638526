import type {State, Target} from './state.ts';

/** The metadata of the machine that its dialog shows. */
export type Metadata = {
	readonly machineId: string;
	/** Undefined until they are read. */
	readonly values: Readonly<Record<string, string>> | undefined;
	/** Why they could not be read. */
	readonly failure: string | undefined;
};

/** What is being done to one key. */
export type MetadataEntry =
	| {
			readonly kind: 'set';
			readonly key: string;
			readonly value: string;
			readonly field: 'key' | 'value';
			/** The value of before; undefined where the key is new. */
			readonly before: string | undefined;
	  }
	| {readonly kind: 'remove'; readonly key: string; readonly before: string};

/** The dialog of a machine's metadata. */
export type MetadataMode = {
	readonly kind: 'metadata';
	readonly target: Target;
	readonly picked: number;
	readonly entry: MetadataEntry | undefined;
};

/** A change of one key: to a value, or away. */
export type MetadataChange = {
	readonly key: string;
	/** Undefined: the key is removed. */
	readonly value: string | undefined;
	/** What the person saw: where it is something else by now, nothing is changed. */
	readonly before: string | undefined;
};

/** The pairs that the dialog lists, by key; undefined until they are read. */
export const selectPairs = ({metadata}: State, {target}: MetadataMode): readonly (readonly [key: string, value: string])[] | undefined =>
	metadata?.machineId === target.id && metadata.values !== undefined
		? Object.entries(metadata.values).toSorted(([left], [right]) => (left < right ? -1 : 1))
		: undefined;
