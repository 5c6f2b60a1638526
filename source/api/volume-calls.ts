import type {Listed} from '../domain/resources/listed.ts';
import type {Snapshot} from '../domain/resources/snapshot.ts';
import type {Volume} from '../domain/resources/volume.ts';
import type {CallOptions} from './api.ts';
import type {Client} from './client.ts';
import {decodeExtendedVolume, decodeSnapshotList, decodeVolume, decodeVolumeList} from './decode/volume.ts';
import {bodyOf, readAcknowledgement} from './requests.ts';

/** What a new volume is to be; the API has 3 GB, encryption and 5 days where it is not told. */
export type CreateVolumeInput = {
	readonly name: string;
	readonly region?: string | undefined;
	readonly sizeGb?: number | undefined;
	readonly encrypted?: boolean | undefined;
	/** From 1 to 60. */
	readonly snapshotRetentionDays?: number | undefined;
	readonly autoBackupEnabled?: boolean | undefined;
	/** Keeps volumes of one name apart, each on hardware of its own. */
	readonly requireUniqueZone?: boolean | undefined;
	/** What it begins with: a snapshot, or another volume. */
	readonly snapshotId?: string | undefined;
	readonly sourceVolumeId?: string | undefined;
};

export type VolumeCalls = {
	readonly listVolumes: (app: string, options?: CallOptions) => Promise<Listed<Volume>>;
	readonly createVolume: (app: string, input: CreateVolumeInput, options?: CallOptions) => Promise<Volume>;
	/** Makes a volume larger; no volume gets smaller. */
	readonly extendVolume: (
		app: string,
		volumeId: string,
		sizeGb: number,
		options?: CallOptions,
	) => Promise<{
		readonly volume: Volume /** Whether the machine sees the new size only after a restart. */;
		readonly needsRestart: boolean;
	}>;
	readonly updateVolume: (
		app: string,
		volumeId: string,
		changes: {readonly snapshotRetentionDays?: number | undefined; readonly autoBackupEnabled?: boolean | undefined},
		options?: CallOptions,
	) => Promise<Volume>;
	/** Destroys a volume with all that it holds. The API refuses while a machine has it. */
	readonly deleteVolume: (app: string, volumeId: string, options?: CallOptions) => Promise<void>;
	readonly listSnapshots: (app: string, volumeId: string, options?: CallOptions) => Promise<Listed<Snapshot>>;
	/** Has a snapshot made, which takes a while after the answer. */
	readonly createSnapshot: (app: string, volumeId: string, options?: CallOptions) => Promise<void>;
};

/** The calls about volumes and their snapshots. */
export const createVolumeCalls = ({send}: Client): VolumeCalls => ({
	listVolumes: (app, options = {}) =>
		send({
			action: 'list-volumes',
			scope: app,
			deed: `list the volumes of app ${app}`,
			method: 'GET',
			path: ['apps', app, 'volumes'],
			signal: options.signal,
			read: body => decodeVolumeList(body, app),
		}),
	createVolume: (app, input, options = {}) =>
		send({
			action: 'create-volume',
			scope: app,
			deed: `create volume ${input.name} in app ${app}`,
			method: 'POST',
			path: ['apps', app, 'volumes'],
			...bodyOf({
				name: input.name,
				region: input.region,
				size_gb: input.sizeGb,
				encrypted: input.encrypted,
				snapshot_retention: input.snapshotRetentionDays,
				auto_backup_enabled: input.autoBackupEnabled,
				require_unique_zone: input.requireUniqueZone,
				snapshot_id: input.snapshotId,
				source_volume_id: input.sourceVolumeId,
			}),
			signal: options.signal,
			read: body => decodeVolume(body, app),
		}),
	extendVolume: (app, volumeId, sizeGb, options = {}) =>
		send({
			action: 'extend-volume',
			scope: app,
			deed: `extend volume ${volumeId} of app ${app} to ${sizeGb} GB`,
			method: 'PUT',
			path: ['apps', app, 'volumes', volumeId, 'extend'],
			body: {size_gb: sizeGb},
			signal: options.signal,
			read: body => decodeExtendedVolume(body, app),
		}),
	updateVolume: (app, volumeId, changes, options = {}) =>
		send({
			action: 'update-volume',
			scope: app,
			deed: `update volume ${volumeId} of app ${app}`,
			method: 'PUT',
			path: ['apps', app, 'volumes', volumeId],
			...bodyOf({snapshot_retention: changes.snapshotRetentionDays, auto_backup_enabled: changes.autoBackupEnabled}),
			signal: options.signal,
			read: body => decodeVolume(body, app),
		}),
	async deleteVolume(app, volumeId, options = {}) {
		await send({
			action: 'delete-volume',
			scope: app,
			deed: `delete volume ${volumeId} of app ${app}`,
			method: 'DELETE',
			path: ['apps', app, 'volumes', volumeId],
			signal: options.signal,
			read: readAcknowledgement,
		});
	},
	listSnapshots: (app, volumeId, options = {}) =>
		send({
			action: 'list-snapshots',
			scope: app,
			deed: `list the snapshots of volume ${volumeId} of app ${app}`,
			method: 'GET',
			path: ['apps', app, 'volumes', volumeId, 'snapshots'],
			signal: options.signal,
			read: body => decodeSnapshotList(body, volumeId),
		}),
	async createSnapshot(app, volumeId, options = {}) {
		await send({
			action: 'create-snapshot',
			scope: app,
			deed: `make a snapshot of volume ${volumeId} of app ${app}`,
			method: 'POST',
			path: ['apps', app, 'volumes', volumeId, 'snapshots'],
			signal: options.signal,
			read: readAcknowledgement,
		});
	},
});
