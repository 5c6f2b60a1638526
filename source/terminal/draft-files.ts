import {chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {homedir, tmpdir} from 'node:os';
import {basename, dirname, join, resolve} from 'node:path';
import {ensureOwnDirectory} from '../private-files.ts';

const privateFile = 0o600;

/** No config is larger; a device or a pipe would have no end. */
const mostBytes = 1_048_576;

/**
A new directory that only its owner can look into: below the one that is given or, where that cannot be written, or it or the one above is not
this user's own, below the system's.
*/
const newDirectory = (parent: string): string => {
	try {
		ensureOwnDirectory(dirname(parent));
		ensureOwnDirectory(parent);
		return mkdtempSync(join(parent, 'edit-'));
	} catch {
		return mkdtempSync(join(tmpdir(), 'flydeck-edit-'));
	}
};

const readSmall = (path: string): string => {
	const stats = statSync(path, {throwIfNoEntry: false});
	if (stats === undefined) {
		throw new Error(`There is no file ${path}.`);
	}

	if (!stats.isFile() || stats.size > mostBytes) {
		throw new Error(`${path} is ${stats.isFile() ? 'too large' : 'no file'}.`);
	}

	return readFileSync(path, 'utf8');
};

/** Files for texts that are being edited, each in a directory of its own: files with mode 0600 in directories with mode 0700. */
export const createDraftFiles = (parent: string) => {
	const made = new Set<string>();

	const create = (name: string, text: string): string => {
		const path = join(newDirectory(parent), name);
		writeFileSync(path, text, {mode: privateFile, flag: 'wx'});
		made.add(path);
		return path;
	};

	return {
		create,
		write(path: string, text: string): string {
			try {
				writeFileSync(path, text, {mode: privateFile});
				chmodSync(path, privateFile);
				return path;
			} catch {
				return create(basename(path), text);
			}
		},
		read: (path: string): string => readSmall(path.startsWith('~/') ? join(homedir(), path.slice(2)) : resolve(path)),
		beside: (path: string): readonly string[] => (made.has(path) ? readdirSync(dirname(path)).filter(name => name !== basename(path)) : []),
		remove(path: string): void {
			if (made.delete(path)) {
				rmSync(dirname(path), {recursive: true, force: true});
			}
		},
	};
};
