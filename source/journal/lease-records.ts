import {constants, readdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {isJsonObject, type JsonObject} from '../domain/json.ts';
import {numberAt, objectsAt, textAt} from '../domain/json-reader.ts';
import {printable} from '../domain/text.ts';
import {isOwnFile, withOwnFile} from '../private-files.ts';
import {hasEnded} from './process-mark.ts';

/** A lease with the nonce that proves that it is ours. */
export type KeptLease = {
	readonly app: string;
	readonly id: string;
	readonly name: string;
	readonly nonce: string;
	readonly ttlSeconds: number;
	/** By the clock of this computer. */
	readonly expiresAtMs: number;
};

const {O_RDONLY, O_TRUNC, O_WRONLY} = constants;
/** The end of a record's name. One that is being written has another. */
export const suffix = '.json';

/** The lease in a record; undefined where it says too little. */
const leaseOf = (value: JsonObject): KeptLease | undefined => {
	const [app, id, nonce] = ['app', 'id', 'nonce'].map(key => textAt(value, key));
	const expiresAtMs = numberAt(value, 'expiresAtMs');
	const ttlSeconds = numberAt(value, 'ttlSeconds');
	return app === undefined || id === undefined || nonce === undefined || expiresAtMs === undefined || ttlSeconds === undefined
		? undefined
		: {app: printable(app), id: printable(id), name: printable(textAt(value, 'name') ?? ''), nonce, ttlSeconds, expiresAtMs};
};

type Kept = {readonly baseUrl: string; readonly leases: readonly KeptLease[]};

/** What a record holds; nothing where it cannot be read, or is not this user's own. */
export const readKept = (path: string): Kept => {
	try {
		const text = isOwnFile(path) ? withOwnFile(path, O_RDONLY, descriptor => readFileSync(descriptor, 'utf8')) : '';
		const json: unknown = JSON.parse(text);
		const record = isJsonObject(json) ? json : {};
		return {baseUrl: textAt(record, 'baseUrl') ?? '', leases: objectsAt(record, 'leases').flatMap(value => leaseOf(value) ?? [])};
	} catch {
		return {baseUrl: '', leases: []};
	}
};

/** Writes a record for its owner alone, whole or not at all. */
export const writeKept = (path: string, record: Kept): void => {
	const draft = `${path}.new`;
	withOwnFile(draft, O_WRONLY | O_TRUNC, descriptor => writeFileSync(descriptor, JSON.stringify(record)));
	renameSync(draft, path);
};

/** Whether a record is that of a flydeck of this computer that has ended. */
export const isLeft = (record: string): boolean => hasEnded(record.split('.')[0] ?? '');

/**
Removes the records whose leases have all run out, whoever took them, and what a flydeck that has ended left half written.

@throws Error whose message is a sentence when a symbolic link, another user's file or something else is among them
*/
export const removeRunOut = (directory: string, nowMs: number): void => {
	for (const record of readdirSync(directory)) {
		const path = join(directory, record);
		isOwnFile(path);
		const isOver = record.endsWith(suffix) ? readKept(path).leases.every(({expiresAtMs}) => expiresAtMs <= nowMs) : isLeft(record);
		if (isOver) {
			rmSync(path, {force: true});
		}
	}
};
