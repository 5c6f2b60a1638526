import {constants, type Dirent} from 'node:fs';
import {copyFile, lstat, mkdir, readdir, readlink, symlink} from 'node:fs/promises';
import {join} from 'node:path';

const isGone = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** What a running machine deletes while its volume is read is as if it had never been there. */
const unlessGone = async <Result>(work: Promise<Result>, fallback: Result): Promise<Result> => {
	try {
		return await work;
	} catch (error) {
		if (isGone(error)) {
			return fallback;
		}

		throw error;
	}
};

const entriesOf = (directory: string): Promise<readonly Dirent[]> => unlessGone(readdir(directory, {withFileTypes: true}), []);

const copyLink = async (from: string, to: string): Promise<void> => symlink(await readlink(from), to);

const copyEntry = async (entry: Dirent, from: string, to: string): Promise<void> => {
	if (entry.isDirectory()) {
		await copyTree(from, to);
	} else if (entry.isSymbolicLink()) {
		await unlessGone(copyLink(from, to), undefined);
	} else if (entry.isFile()) {
		await unlessGone(copyFile(from, to, constants.COPYFILE_FICLONE), undefined);
	}
};

/** Copies the directories, files and links below `from` into `to`, which is made. Links stay links; sockets and pipes are left out. */
export const copyTree = async (from: string, to: string): Promise<void> => {
	await mkdir(to, {recursive: true, mode: 0o700});
	for (const entry of await entriesOf(from)) {
		await copyEntry(entry, join(from, entry.name), join(to, entry.name));
	}
};

/** The bytes of all files below a directory; 0 when it is not there. */
export const treeSizeBytes = async (directory: string): Promise<number> => {
	let total = 0;
	for (const entry of await entriesOf(directory)) {
		const path = join(directory, entry.name);
		if (entry.isDirectory()) {
			total += await treeSizeBytes(path);
		} else if (entry.isFile()) {
			total += (await unlessGone(lstat(path), undefined))?.size ?? 0;
		}
	}

	return total;
};
