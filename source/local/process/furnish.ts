import {chmodSync, lstatSync, mkdirSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {JsonObject} from '../../domain/json.ts';
import {objectsAt, textAt} from '../../domain/json-reader.ts';
import {guestPathWords} from '../fleet/guest-path.ts';

export type Furnishing = {
	readonly root: string;
	readonly secrets: Readonly<Record<string, string>>;
	/** Undefined for a volume that does not exist. */
	readonly volumeDirectory: (volumeId: string) => string | undefined;
};

const defaultMode = 0o644;
const permissionBits = 0o777;

/**
The host's path of a path inside a machine, with the directories that lead to it made.

@throws Error when the path is not one below the root, or when a file or a link lies on the way: only links to volumes, which are ours, are followed
*/
const placeFor = (root: string, guestPath: string, volumeLinks: ReadonlySet<string>): string => {
	let place = root;
	const words = guestPathWords(guestPath);
	for (const word of words.slice(0, -1)) {
		place = join(place, word);
		const found = lstatSync(place, {throwIfNoEntry: false});
		if (found === undefined) {
			mkdirSync(place);
		} else if (!found.isDirectory() && !volumeLinks.has(place)) {
			throw new Error(`path ${JSON.stringify(guestPath)} leads through ${JSON.stringify(`/${word}`)}, which is not a directory`);
		}
	}

	return join(place, words.at(-1) ?? '');
};

const mountVolume = (mount: JsonObject, {root, volumeDirectory}: Furnishing, volumeLinks: Set<string>): void => {
	const volume = textAt(mount, 'volume') ?? '';
	const directory = volumeDirectory(volume);
	if (directory === undefined) {
		throw new Error(`volume ${JSON.stringify(volume)} does not exist`);
	}

	mkdirSync(directory, {recursive: true});
	const place = placeFor(root, textAt(mount, 'path') ?? '', volumeLinks);
	// A link is left from the last start where the root persists. What is no link stays, and makes the next line throw.
	if (lstatSync(place, {throwIfNoEntry: false})?.isSymbolicLink()) {
		rmSync(place);
	}

	symlinkSync(directory, place, 'dir');
	volumeLinks.add(place);
};

const contentOf = (file: JsonObject, secrets: Furnishing['secrets']): string => {
	const raw = textAt(file, 'raw_value');
	const name = textAt(file, 'secret_name');
	if (raw !== undefined || name === undefined) {
		return raw ?? '';
	}

	const secret = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
	if (secret === undefined) {
		throw new Error(`secret ${JSON.stringify(name)} does not exist`);
	}

	return secret;
};

const writeFile = (file: JsonObject, {root, secrets}: Furnishing, volumeLinks: ReadonlySet<string>): void => {
	const content = Buffer.from(contentOf(file, secrets), 'base64');
	const place = placeFor(root, textAt(file, 'guest_path') ?? '', volumeLinks);
	// Whatever is there from an earlier start, a link too, is taken away, never written through.
	rmSync(place, {force: true});
	writeFileSync(place, content, {flag: 'wx'});
	chmodSync(place, typeof file.mode === 'number' && file.mode !== 0 ? file.mode & permissionBits : defaultMode);
};

/**
Puts the volumes and files of a config below a machine's root: a volume as a link to its directory, a file with its content and mode.

@throws Error when a path leaves the root, something is in the way, or a volume or secret does not exist
*/
export const furnish = (config: JsonObject, furnishing: Furnishing): void => {
	const volumeLinks = new Set<string>();
	for (const mount of objectsAt(config, 'mounts')) {
		mountVolume(mount, furnishing, volumeLinks);
	}

	for (const file of objectsAt(config, 'files')) {
		writeFile(file, furnishing, volumeLinks);
	}
};
