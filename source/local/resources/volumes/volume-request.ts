import type {JsonObject} from '../../../domain/json.ts';
import {textAt} from '../../../domain/json-reader.ts';
import {refusal} from '../../fleet/fault.ts';
import {guestShape} from '../../http/config-shapes.ts';
import type {Struct} from '../../http/go-shape.ts';
import {regionCodeFor} from '../platform/regions.ts';

/** The bodies of the calls on volumes. */
export const volumeShapes = {
	create: {
		struct: 'main.createVolumeRequest',
		fields: {
			name: 'string',
			region: 'string',
			size_gb: 'int',
			encrypted: 'bool',
			require_unique_zone: 'bool',
			unique_zone_app_wide: 'bool',
			fstype: 'string',
			snapshot_id: 'string',
			source_volume_id: 'string',
			snapshot_retention: 'int',
			auto_backup_enabled: 'bool',
			compute: guestShape,
			compute_image: 'string',
		},
	},
	update: {struct: 'main.updateVolumeRequest', fields: {snapshot_retention: 'int', auto_backup_enabled: 'bool'}},
	extend: {struct: 'main.extendVolumeRequest', fields: {size_gb: 'int'}},
} as const satisfies Readonly<Record<string, Struct>>;

/** What a create request asks for, with the defaults filled in. The size is undefined where the volume that is copied has one. */
export type VolumeRequest = {
	readonly name: string;
	readonly region: string;
	readonly sizeGb: number | undefined;
	readonly encrypted: boolean;
	readonly snapshotRetentionDays: number;
	readonly autoBackupEnabled: boolean;
	readonly snapshotId: string | undefined;
	readonly sourceVolumeId: string | undefined;
};

const volumeName = /^[a-z0-9_]{1,30}$/;
const defaultRetentionDays = 5;

/** A number of the body that lies in a range, or undefined when it is not there. Throws a 400 Fault outside of the range. */
const numberInside = (body: JsonObject, key: string, least: number, most: number): number | undefined => {
	const value = body[key];
	if (typeof value !== 'number') {
		return undefined;
	}

	if (value < least || value > most) {
		throw refusal('invalid_argument', `invalid ${key} ${value}, must be from ${least} to ${most}`);
	}

	return value;
};

/** The size that a body asks for, in GB: from 1 to 500. */
export const sizeOf = (body: JsonObject): number | undefined => numberInside(body, 'size_gb', 1, 500);

/** For how many days snapshots are kept: from 1 to 60. */
export const retentionOf = (body: JsonObject): number | undefined => numberInside(body, 'snapshot_retention', 1, 60);

export const flagAt = (body: JsonObject, key: string): boolean | undefined => {
	const value = body[key];
	return typeof value === 'boolean' ? value : undefined;
};

/** Reads a create request. Throws a 400 Fault for what it breaks. */
export const acceptVolumeRequest = (body: JsonObject): VolumeRequest => {
	const name = textAt(body, 'name') ?? '';
	if (!volumeName.test(name)) {
		throw refusal('invalid_argument', 'volume name must be 1 to 30 lowercase letters, numbers and underscores');
	}

	const snapshotId = textAt(body, 'snapshot_id');
	const sourceVolumeId = textAt(body, 'source_volume_id');
	if (snapshotId !== undefined && sourceVolumeId !== undefined) {
		throw refusal('invalid_argument', 'snapshot_id and source_volume_id are mutually exclusive');
	}

	return {
		name,
		region: regionCodeFor(textAt(body, 'region')),
		sizeGb: sizeOf(body),
		encrypted: flagAt(body, 'encrypted') ?? true,
		snapshotRetentionDays: retentionOf(body) ?? defaultRetentionDays,
		autoBackupEnabled: flagAt(body, 'auto_backup_enabled') ?? true,
		snapshotId,
		sourceVolumeId,
	};
};
