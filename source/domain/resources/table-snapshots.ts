import {labelled} from '../details/line.ts';
import {units} from '../query/units.ts';
import {bytesInWords} from './bytes.ts';
import {ageColumn, momentInWords, numberColumn, type ResourceTable, textColumn} from './table.ts';

/** The snapshots of one volume. */
export const snapshotTable: ResourceTable<'snapshots'> = {
	kind: 'snapshots',
	title: 'snapshots',
	one: 'snapshot',
	none: 'No snapshots. n makes one.',
	idOf: ({id}) => id,
	nameOf: () => '',
	columns: [
		textColumn('id', 'ID', {minWidth: 10, maxWidth: 24, priority: 0}, ({id}) => id),
		textColumn('status', 'STATUS', {minWidth: 8, maxWidth: 16, priority: 0}, ({status}) => status || '-'),
		numberColumn('stored', 'STORED', {minWidth: 7, maxWidth: 8, priority: 1}, ({sizeBytes}) => sizeBytes, bytesInWords, units.bytes),
		numberColumn(
			'volume',
			'VOLUME',
			{minWidth: 7, maxWidth: 8, priority: 2},
			({volumeSizeBytes}) => volumeSizeBytes,
			bytesInWords,
			units.bytes,
		),
		numberColumn(
			'kept',
			'KEPT',
			{minWidth: 4, maxWidth: 4, priority: 3},
			({retentionDays}) => retentionDays,
			days => `${days}d`,
			units.days,
		),
		ageColumn('age', 'AGE', 0, ({createdAtMs}) => createdAtMs),
	],
	toneOf: ({status}) => (status === 'created' ? 'good' : 'busy'),
	details: ({id, status, sizeBytes, volumeSizeBytes, retentionDays, digest, createdAtMs}, {nowMs}) => [
		labelled('snapshot', id),
		labelled('status', status || 'unknown'),
		labelled('stored', sizeBytes === undefined ? 'unknown' : bytesInWords(sizeBytes)),
		labelled('of volume', volumeSizeBytes === undefined ? 'unknown' : bytesInWords(volumeSizeBytes)),
		labelled('kept for', retentionDays === undefined ? 'unknown' : `${retentionDays} days`),
		labelled('digest', digest || 'unknown'),
		labelled('created', momentInWords(createdAtMs, nowMs)),
	],
};
