import {refusal} from '../../fleet/fault.ts';
import {createAppCollection} from '../shared/app-collection.ts';
import type {SnapshotRecord, VolumeRecord} from './volume-record.ts';
import type {VolumeOptions} from './volumes.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** The snapshots of volumes. They outlive their volume and are gone when the days that they are kept are over. */
export type Snapshots = {
	readonly of: (volume: VolumeRecord) => readonly SnapshotRecord[];
	readonly ofApp: (app: string) => readonly SnapshotRecord[];
	/** Throws a 404 Fault when there is none. */
	readonly find: (app: string, id: string) => SnapshotRecord;
	readonly create: (volume: VolumeRecord) => Promise<SnapshotRecord>;
	readonly forget: (app: string) => void;
};

export const createSnapshots = ({state, now, newId, directories}: Omit<VolumeOptions, 'speed'>): Snapshots => {
	const records = createAppCollection(state.collection<SnapshotRecord>('snapshot'), ({id}) => id);
	const isKept = ({createdAtMs, retentionDays}: SnapshotRecord): boolean => now() < createdAtMs + retentionDays * dayMs;
	return {
		of: volume => records.of(volume.app).filter(snapshot => snapshot.volumeId === volume.id && isKept(snapshot)),
		ofApp: records.of,
		forget: records.forget,
		find(app, id) {
			const snapshot = records.get(app, id);
			if (snapshot === undefined || !isKept(snapshot)) {
				throw refusal('not_found', 'snapshot not found');
			}

			return snapshot;
		},
		async create(volume) {
			const unique = newId();
			const id = `vs_${unique}`;
			await directories.copy(volume.id, id);
			const snapshot: SnapshotRecord = {
				id,
				app: volume.app,
				volumeId: volume.id,
				sizeBytes: await directories.sizeBytes(id),
				volumeSizeGb: volume.sizeGb,
				digest: `${unique}-1`,
				createdAtMs: now(),
				retentionDays: volume.snapshotRetentionDays,
			};
			records.put(id, snapshot);
			return snapshot;
		},
	};
};
