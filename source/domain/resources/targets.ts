import type {ResourceTarget} from './orders.ts';
import type {ResourceKind, Row} from './table.ts';
import {resourceTables, rowInWords} from './tables.ts';

/** A row as it is at this moment, to be named in a question and acted on afterwards. */
export const resourceTargetOf = (row: Row): ResourceTarget => ({kind: row.kind, app: row.app, id: row.id, words: rowInWords(row)});

/** Something that is to come into being, by the name that it is to have. */
export const newTarget = (kind: ResourceKind, app: string, id: string): ResourceTarget => ({
	kind,
	app,
	id,
	words: kind === 'apps' ? `app ${id}` : `${resourceTables[kind].one} ${id} of ${app}`,
});

/** The next snapshot of a volume: the volume's id is all that is known of it. */
export const snapshotTarget = (app: string, volumeId: string): ResourceTarget => ({
	kind: 'snapshots',
	app,
	id: volumeId,
	words: `a snapshot of volume ${volumeId} of ${app}`,
});
