import type {Json, JsonObject} from '../../domain/json.ts';
import type {Listed} from '../../domain/resources/listed.ts';
import type {Snapshot} from '../../domain/resources/snapshot.ts';
import type {Volume} from '../../domain/resources/volume.ts';
import {decodeListed} from './listed.ts';
import {filledText, integer, object, text, timeMs} from './values.ts';

/** The volume that an answer is; undefined for anything without an id. */
export const decodeVolume = (body: Json | undefined, app: string): Volume | undefined => {
	const volume = object(body);
	const id = filledText(volume?.id);
	if (volume === undefined || id === undefined) {
		return undefined;
	}

	const fileSystem = filledText(volume.fstype);
	return {
		id,
		app,
		name: text(volume.name) ?? '',
		state: text(volume.state) ?? '',
		region: text(volume.region) ?? '',
		zone: text(volume.zone) ?? '',
		sizeGb: integer(volume.size_gb),
		encrypted: volume.encrypted === true,
		attachedMachineId: filledText(volume.attached_machine_id),
		// Without a file system the API writes 0 of 0 bytes, which says nothing.
		usedBytes: fileSystem === undefined ? undefined : integer(volume.bytes_used),
		totalBytes: fileSystem === undefined ? undefined : integer(volume.bytes_total),
		fileSystem,
		snapshotRetentionDays: integer(volume.snapshot_retention),
		autoBackupEnabled: volume.auto_backup_enabled === true,
		hostStatus: filledText(volume.host_status) ?? 'ok',
		createdAtMs: timeMs(volume.created_at),
	};
};

export const decodeVolumeList = (body: Json, app: string): Listed<Volume> | undefined =>
	decodeListed(body, {name: `volume of app ${app}`, key: 'id', read: volume => decodeVolume(volume, app)});

/** The answer to an extension. Where it does not say, no machine has to be restarted. */
export const decodeExtendedVolume = (body: Json, app: string): {readonly volume: Volume; readonly needsRestart: boolean} | undefined => {
	const answer = object(body);
	const volume = decodeVolume(answer?.volume, app);
	return volume === undefined ? undefined : {volume, needsRestart: answer?.needs_restart === true};
};

const decodeSnapshot = (snapshot: JsonObject): Snapshot | undefined => {
	const id = filledText(snapshot.id);
	return id === undefined
		? undefined
		: {
				id,
				status: text(snapshot.status) ?? '',
				sizeBytes: integer(snapshot.size),
				volumeSizeBytes: integer(snapshot.volume_size),
				digest: text(snapshot.digest) ?? '',
				retentionDays: integer(snapshot.retention_days),
				createdAtMs: timeMs(snapshot.created_at),
			};
};

export const decodeSnapshotList = (body: Json, volumeId: string): Listed<Snapshot> | undefined =>
	decodeListed(body, {name: `snapshot of volume ${volumeId}`, key: 'id', read: decodeSnapshot});
