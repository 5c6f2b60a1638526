import {labelled, plain} from '../details/line.ts';
import {ageColumn, momentInWords, type ResourceTable, textColumn} from './table.ts';

/** The secrets of an app: their names and digests. Nobody is ever shown a value. */
export const secretTable: ResourceTable<'secrets'> = {
	kind: 'secrets',
	title: 'secrets',
	one: 'secret',
	none: 'No secrets. n sets one.',
	idOf: ({name}) => name,
	nameOf: () => '',
	columns: [
		textColumn('name', 'NAME', {minWidth: 16, maxWidth: 60, priority: 0}, ({name}) => name),
		textColumn('digest', 'DIGEST', {minWidth: 8, maxWidth: 20, priority: 0}, ({digest}) => digest || '-'),
		ageColumn('updated', 'UPDATED', 1, ({updatedAtMs}) => updatedAtMs),
		ageColumn('created', 'CREATED', 2, ({createdAtMs}) => createdAtMs),
	],
	toneOf: () => 'idle',
	details: ({name, digest, createdAtMs, updatedAtMs}, {nowMs}) => [
		labelled('secret', name),
		labelled('digest', digest || 'unknown'),
		labelled('created', momentInWords(createdAtMs, nowMs)),
		labelled('updated', momentInWords(updatedAtMs, nowMs)),
		plain('Its value is never read. Two secrets with one digest have one value.'),
		plain('A machine gets a new value when it is next created or updated.'),
	],
};
