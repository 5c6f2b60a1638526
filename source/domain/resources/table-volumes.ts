import {labelled} from '../details/line.ts';
import type {Tone} from '../lifecycle.ts';
import {units} from '../query/units.ts';
import {bytesInWords} from './bytes.ts';
import {ageColumn, momentInWords, numberColumn, type ResourceTable, textColumn} from './table.ts';
import type {Volume} from './volume.ts';

/** States on the way to the end of a volume (the filter of the API's own Go client). */
const leaving: ReadonlySet<string> = new Set(['scheduling_destroy', 'fork_cleanup', 'waiting_for_detach', 'pending_destroy', 'destroying']);

/** Whether a volume is being destroyed or is gone. */
export const isLeaving = ({state}: Volume): boolean => leaving.has(state) || state === 'destroyed';

const toneOf = (volume: Volume): Tone => {
	if (volume.hostStatus !== 'ok') {
		return 'bad';
	}

	if (isLeaving(volume)) {
		return 'gone';
	}

	return volume.state === 'created' ? 'good' : 'busy';
};

const useInWords = ({usedBytes, totalBytes}: Volume): string =>
	usedBytes === undefined || totalBytes === undefined || totalBytes === 0
		? 'not told: nothing was mounted yet'
		: `${bytesInWords(usedBytes)} of ${bytesInWords(totalBytes)}, ${Math.round((usedBytes / totalBytes) * 100)}%`;

const shareOf = ({usedBytes, totalBytes}: Volume): number | undefined =>
	usedBytes === undefined || totalBytes === undefined || totalBytes === 0 ? undefined : usedBytes / totalBytes;

/** The volumes of an app. */
export const volumeTable: ResourceTable<'volumes'> = {
	kind: 'volumes',
	title: 'volumes',
	one: 'volume',
	none: 'No volumes. n makes one.',
	idOf: ({id}) => id,
	nameOf: ({name}) => name,
	columns: [
		textColumn('id', 'ID', {minWidth: 10, maxWidth: 24, priority: 0}, ({id}) => id),
		textColumn('state', 'STATE', {minWidth: 8, maxWidth: 18, priority: 0}, ({state}) => state || '-'),
		textColumn('name', 'NAME', {minWidth: 6, maxWidth: 30, priority: 1}, ({name}) => name),
		textColumn('region', 'RGN', {minWidth: 3, maxWidth: 3, priority: 2}, ({region}) => region),
		numberColumn('size', 'GB', {minWidth: 4, maxWidth: 5, priority: 1}, ({sizeGb}) => sizeGb, String, units.gigabytes),
		numberColumn('used', 'USED', {minWidth: 4, maxWidth: 4, priority: 4}, shareOf, share => `${Math.round(share * 100)}%`, units.share),
		textColumn('machine', 'MACHINE', {minWidth: 14, maxWidth: 14, priority: 3}, ({attachedMachineId}) => attachedMachineId ?? '-'),
		ageColumn('age', 'AGE', 5, ({createdAtMs}) => createdAtMs),
	],
	keys: [
		{name: 'host', meaning: 'whether its host answers', valueIn: ({hostStatus}) => hostStatus},
		{name: 'zone', meaning: 'its piece of hardware', valueIn: ({zone}) => zone},
		{name: 'encrypted', meaning: 'yes or no', valueIn: ({encrypted}) => (encrypted ? 'yes' : 'no')},
	],
	toneOf,
	details: (volume, {nowMs}) => [
		labelled('volume', volume.id),
		labelled('name', volume.name),
		labelled('app', volume.app),
		labelled('state', volume.state || 'unknown', toneOf(volume)),
		labelled('size', volume.sizeGb === undefined ? 'unknown' : `${volume.sizeGb} GB`),
		labelled('used', useInWords(volume)),
		labelled('machine', volume.attachedMachineId ?? 'none: it is attached to no machine'),
		labelled('region', volume.region),
		labelled('zone', volume.zone || 'unknown'),
		labelled('encrypted', volume.encrypted ? 'yes' : 'no'),
		labelled('files', volume.fileSystem ?? 'unknown'),
		labelled('snapshots', volume.autoBackupEnabled ? 'made by itself' : 'made only when asked for'),
		labelled('kept for', volume.snapshotRetentionDays === undefined ? 'unknown' : `${volume.snapshotRetentionDays} days`),
		labelled('host', volume.hostStatus, volume.hostStatus === 'ok' ? undefined : 'bad'),
		labelled('created', momentInWords(volume.createdAtMs, nowMs)),
	],
};
