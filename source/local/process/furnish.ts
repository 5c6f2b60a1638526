import {chmodSync, lstatSync, mkdirSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {JsonObject} from '../../domain/json.ts';
import {objectsAt, textAt} from '../../domain/json-reader.ts';
import {guestPathWords} from '../fleet/guest-path.ts';

export type Furnishing = {
	readonly root: string;
	readonly secrets: Readonly<Record<string, string>>;
	/** The directory of a volume, which is there; undefined for a volume that does not exist. */
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

	const place = placeFor(root, textAt(mount, 'path') ?? '', volumeLinks);
	// A link is left from the last start where the root persists. What is no link stays, and makes the next line throw.
	if (lstatSync(place, {throwIfNoEntry: false})?.isSymbolicLink()) {
		rmSync(place);
	}

	symlinkSync(directory, place, 'dir');
	volumeLinks.add(place);
};

/** Reads base64 as Go does, which overlooks line ends and nothing else. */
const decode = (text: string, what: string): Buffer => {
	const digits = text.replaceAll(/[\r\n]/g, '');
	if (digits.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(digits)) {
		throw new Error(`${what} is not base64, as the content of a file must be`);
	}

	return Buffer.from(digits, 'base64');
};

const contentOf = (file: JsonObject, secrets: Furnishing['secrets']): Buffer => {
	const raw = textAt(file, 'raw_value');
	const name = textAt(file, 'secret_name');
	if (raw !== undefined || name === undefined) {
		return decode(raw ?? '', '"raw_value"');
	}

	const secret = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
	if (secret === undefined) {
		throw new Error(`secret ${JSON.stringify(name)} does not exist`);
	}

	return decode(secret, `secret ${JSON.stringify(name)}`);
};

const writeFile = (file: JsonObject, {root, secrets}: Furnishing, volumeLinks: ReadonlySet<string>): void => {
	const content = contentOf(file, secrets);
	const place = placeFor(root, textAt(file, 'guest_path') ?? '', volumeLinks);
	// Whatever is there from an earlier start, a link too, is taken away, never written through.
	rmSync(place, {force: true});
	writeFileSync(place, content, {flag: 'wx'});
	chmodSync(place, typeof file.mode === 'number' && file.mode !== 0 ? file.mode & permissionBits : defaultMode);
};

/** What the system refuses is told by its code: its own words name a path of this computer, which means nothing inside a machine. */
const telling = (guestPath: string | undefined, work: () => void): void => {
	try {
		work();
	} catch (error) {
		if (!(error instanceof Error && 'syscall' in error && 'code' in error)) {
			throw error;
		}

		throw new Error(`path ${JSON.stringify(guestPath ?? '')} cannot be made (${error.code})`, {cause: error});
	}
};

/**
Puts the volumes and files of a config below a machine's root: a volume as a link to its directory, a file with its content and mode.

@throws Error when a path leaves the root, something is in the way, a volume or secret does not exist, or a content is not base64
*/
export const furnish = (config: JsonObject, furnishing: Furnishing): void => {
	const volumeLinks = new Set<string>();
	for (const mount of objectsAt(config, 'mounts')) {
		telling(textAt(mount, 'path'), () => mountVolume(mount, furnishing, volumeLinks));
	}

	for (const file of objectsAt(config, 'files')) {
		telling(textAt(file, 'guest_path'), () => writeFile(file, furnishing, volumeLinks));
	}
};
