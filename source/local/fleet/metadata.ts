import type {Json, JsonObject} from '../../domain/json.ts';
import {stringMapAt} from './machine-config.ts';
import type {MachineRecord} from './machine-record.ts';

export type Metadata = Readonly<Record<string, string>>;

export const metadataOf = ({config}: MachineRecord): Metadata => stringMapAt(config, 'metadata');

/** The machine with other metadata: no new version, no restart, no event. */
export const withMetadata = (record: MachineRecord, metadata: Metadata, nowMs: number): MachineRecord => ({
	...record,
	config: {...record.config, metadata},
	updatedAtMs: nowMs,
});

/** What a patch makes of metadata: null takes a key away, a text sets it. */
export const mergeMetadata = (metadata: Metadata, patch: JsonObject): Metadata => {
	const isKept = (entry: readonly [string, Json | undefined]): entry is [string, string] => typeof entry[1] === 'string';
	return Object.fromEntries(Object.entries({...metadata, ...patch}).filter(isKept));
};
