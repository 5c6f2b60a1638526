import {basename, dirname} from 'node:path';
import type {DraftFiles} from '../../source/runtime/draft-files.ts';

/** Draft files that are kept in memory, by their path. */
export const createMemoryFiles = (): DraftFiles & {readonly texts: Map<string, string>} => {
	const texts = new Map<string, string>();
	return {
		texts,
		create(name, text) {
			const path = `/edits/${texts.size + 1}/${name}`;
			texts.set(path, text);
			return path;
		},
		write(path, text) {
			texts.set(path, text);
			return path;
		},
		read(path) {
			const text = texts.get(path);
			if (text === undefined) {
				throw new Error(`There is no file ${path}.`);
			}

			return text;
		},
		beside: path => [...texts.keys()].filter(other => other !== path && dirname(other) === dirname(path)).map(other => basename(other)),
		remove(path) {
			texts.delete(path);
		},
	};
};
