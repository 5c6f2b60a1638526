import {constants, fstatSync, readSync, renameSync, writeSync} from 'node:fs';
import {join} from 'node:path';
import type {ActionEntry} from '../domain/action-entry.ts';
import {actionIn, actionLine} from '../domain/action-line.ts';
import {ensureOwnDirectory, withOwnFile} from '../private-files.ts';

/** What was asked of the API and what came of it, as lines of JSON in a file. */
export type ActionLog = {
	readonly add: (entry: ActionEntry) => void;
	/** The newest entries, oldest first. */
	readonly recent: () => readonly ActionEntry[];
};

const {O_APPEND, O_RDONLY, O_WRONLY} = constants;

/** From this size on, in bytes, a file is put aside; the one that was put aside before goes. */
const fullAt = 5_000_000;
const readAtMost = 64 * 1024;

/**
The action log `actions.jsonl` in the state directory, for its owner alone (mode 0600). It is opened for each line, so that several flydecks
can write it.

@throws Error, as every call of the log, when the file or its directory cannot be had or is not this user's own
*/
export const openActionLog = (stateDirectory: string, sizeLimit = fullAt): ActionLog => {
	ensureOwnDirectory(stateDirectory);
	const path = join(stateDirectory, 'actions.jsonl');
	const size = (): number => withOwnFile(path, O_RDONLY, descriptor => fstatSync(descriptor).size);
	return {
		add(entry) {
			if (size() >= sizeLimit) {
				renameSync(path, `${path}.1`);
			}

			withOwnFile(path, O_WRONLY | O_APPEND, descriptor => writeSync(descriptor, `${actionLine(entry)}\n`));
		},
		recent() {
			const text = withOwnFile(path, O_RDONLY, descriptor => {
				const from = Math.max(0, fstatSync(descriptor).size - readAtMost);
				const buffer = Buffer.alloc(readAtMost);
				return buffer.toString('utf8', 0, readSync(descriptor, buffer, 0, readAtMost, from));
			});
			// The first line may be cut, and a line of another flydeck may be on its way: what cannot be read is left out.
			return text.split('\n').flatMap(line => actionIn(line) ?? []);
		},
	};
};
