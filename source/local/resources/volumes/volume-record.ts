import type {JsonObject} from '../../../domain/json.ts';
import {objectsAt, textAt} from '../../../domain/json-reader.ts';
import type {MachineRecord} from '../../fleet/machine-record.ts';

export type VolumeRecord = {
	readonly id: string;
	readonly app: string;
	readonly name: string;
	readonly region: string;
	readonly zone: string;
	readonly sizeGb: number;
	readonly encrypted: boolean;
	readonly snapshotRetentionDays: number;
	readonly autoBackupEnabled: boolean;
	readonly createdAtMs: number;
	readonly updatedAtMs: number;
	/** Until then it is being restored from a snapshot or another volume. */
	readonly readyAtMs: number;
	/** When its destruction is over; undefined while nobody asked for it. */
	readonly destroyedAtMs: number | undefined;
};

/** A copy of a volume, kept in a directory of its own. */
export type SnapshotRecord = {
	readonly id: string;
	readonly app: string;
	readonly volumeId: string;
	readonly sizeBytes: number;
	readonly volumeSizeGb: number;
	readonly digest: string;
	readonly createdAtMs: number;
	readonly retentionDays: number;
};

export type VolumeState = 'created' | 'restoring' | 'pending_destroy' | 'destroyed';

/** The state that a volume is in now: nothing but time moves it on. */
export const volumeState = ({readyAtMs, destroyedAtMs}: VolumeRecord, nowMs: number): VolumeState => {
	if (destroyedAtMs !== undefined) {
		return nowMs < destroyedAtMs ? 'pending_destroy' : 'destroyed';
	}

	return nowMs < readyAtMs ? 'restoring' : 'created';
};

/** The volumes that a config mounts, by id. */
export const mountedVolumes = (config: JsonObject): readonly string[] =>
	objectsAt(config, 'mounts')
		.map(mount => textAt(mount, 'volume'))
		.filter(volume => volume !== undefined);

/** Which machine each volume is attached to: one that mounts it and is not destroyed, running or not. */
export const attachments = (machines: readonly MachineRecord[]): ReadonlyMap<string, string> =>
	new Map(
		machines
			.filter(machine => machine.state !== 'destroyed')
			.flatMap(machine => mountedVolumes(machine.config).map(volume => [volume, machine.id] as const)),
	);
