import type {JsonObject} from '../../../domain/json.ts';
import {type SnapshotRecord, type VolumeRecord, volumeState} from './volume-record.ts';

const gigabyte = 1024 ** 3;
const blockSize = 4096;

/** What a volume holds, in bytes; undefined before anything was ever mounted there: it then has no file system. */
export type VolumeUse = {readonly usedBytes: number | undefined; readonly attachedTo: string | undefined};

/** A volume without what it holds. */
export const volumeSummary = (volume: VolumeRecord, attachedTo: string | undefined, nowMs: number): JsonObject => ({
	id: volume.id,
	name: volume.name,
	state: volumeState(volume, nowMs),
	size_gb: volume.sizeGb,
	region: volume.region,
	zone: volume.zone,
	encrypted: volume.encrypted,
	attached_machine_id: attachedTo ?? null,
	attached_alloc_id: null,
	created_at: new Date(volume.createdAtMs).toISOString(),
	snapshot_retention: volume.snapshotRetentionDays,
	auto_backup_enabled: volume.autoBackupEnabled,
	host_status: 'ok',
	type: 'local',
});

const spaceOf = (sizeGb: number, usedBytes: number | undefined): JsonObject => {
	if (usedBytes === undefined) {
		return {blocks: 0, block_size: 0, blocks_free: 0, blocks_avail: 0, bytes_used: 0, bytes_total: 0, fstype: ''};
	}

	const totalBytes = sizeGb * gigabyte;
	const free = Math.max(0, Math.floor((totalBytes - usedBytes) / blockSize));
	return {
		blocks: totalBytes / blockSize,
		block_size: blockSize,
		blocks_free: free,
		blocks_avail: free,
		bytes_used: usedBytes,
		bytes_total: totalBytes,
		fstype: 'ext4',
	};
};

/** A volume as the API answers it. */
export const volumeOnWire = (volume: VolumeRecord, {usedBytes, attachedTo}: VolumeUse, nowMs: number): JsonObject => ({
	...volumeSummary(volume, attachedTo, nowMs),
	...spaceOf(volume.sizeGb, usedBytes),
});

export const snapshotOnWire = ({id, sizeBytes, volumeSizeGb, digest, createdAtMs, retentionDays}: SnapshotRecord): JsonObject => ({
	id,
	size: sizeBytes,
	volume_size: volumeSizeGb * gigabyte,
	digest,
	created_at: new Date(createdAtMs).toISOString(),
	status: 'created',
	retention_days: retentionDays,
});

/** The answer to a new snapshot, in the envelope that only it has. */
export const backupOnWire = ({id, app, volumeId, createdAtMs}: SnapshotRecord): JsonObject => {
	const time = new Date(createdAtMs).toISOString();
	return {
		Msg: {
			backup: {
				id,
				app_id: app,
				volume_id: volumeId,
				state: 'prepare',
				type: 'BACKUP_TYPE_ON_DEMAND',
				message: '',
				created_at: time,
				updated_at: time,
				finished_at: null,
				graph_id: id,
			},
		},
	};
};
