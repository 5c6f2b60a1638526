import {refusal} from '../../fleet/fault.ts';
import type {State} from '../../state/collection.ts';
import {type AppCollection, createAppCollection} from '../shared/app-collection.ts';
import {createSnapshots, type Snapshots} from './snapshots.ts';
import type {VolumeDirectories} from './volume-directories.ts';
import {type VolumeRecord, volumeState} from './volume-record.ts';
import type {VolumeRequest} from './volume-request.ts';

/** How long a restore and a destruction take to show as done, in ms, at speed 1. */
const restoreMs = 5000;
const destroyMs = 10_000;

const defaultSizeGb = 3;

export type VolumeOptions = {
	readonly state: State;
	readonly now: () => number;
	/** Divides the delays that are simulated. */
	readonly speed: number;
	/** Sixteen letters and digits that nobody was given before. */
	readonly newId: () => string;
	readonly directories: VolumeDirectories;
};

/** The volumes of all apps. Their directories outlive the machines that mount them. */
export type Volumes = {
	/** All volumes of an app, also those that were destroyed. */
	readonly of: (app: string) => readonly VolumeRecord[];
	/** A volume that the API answers for. Throws a 404 Fault when there is none. */
	readonly find: (app: string, id: string) => VolumeRecord;
	/** A volume that can be worked with. Throws a 412 Fault when it is being destroyed, a 404 Fault when it is not there. */
	readonly live: (app: string, id: string) => VolumeRecord;
	/** Makes a volume, with what the snapshot or the volume that it is made from holds. Throws Faults for what cannot be. */
	readonly create: (app: string, request: VolumeRequest) => Promise<VolumeRecord>;
	readonly change: (volume: VolumeRecord, changes: Partial<VolumeRecord>) => VolumeRecord;
	/** Throws a 412 Fault when the size is below what the volume has. */
	readonly extend: (volume: VolumeRecord, sizeGb: number) => VolumeRecord;
	readonly destroy: (volume: VolumeRecord) => Promise<VolumeRecord>;
	readonly snapshots: Snapshots;
	/** What the volume holds, in bytes; undefined when nothing was ever mounted there. */
	readonly usedBytes: (volume: VolumeRecord) => Promise<number | undefined>;
	/** The directory that stands for a volume, made when it is not there yet. Undefined when there is no such volume. */
	readonly directoryOf: (id: string) => string | undefined;
	/** Forgets the volumes and snapshots of an app and removes their directories in the background. */
	readonly forget: (app: string) => void;
};

type Origin = {readonly id: string; readonly sizeGb: number};

const originOf = (volumes: Pick<Volumes, 'live'>, snapshots: Snapshots, app: string, request: VolumeRequest): Origin | undefined => {
	if (request.snapshotId !== undefined) {
		const snapshot = snapshots.find(app, request.snapshotId);
		return {id: snapshot.id, sizeGb: snapshot.volumeSizeGb};
	}

	return request.sourceVolumeId === undefined ? undefined : volumes.live(app, request.sourceVolumeId);
};

const sizeFor = (request: VolumeRequest, origin: Origin | undefined): number => {
	const sizeGb = request.sizeGb ?? origin?.sizeGb ?? defaultSizeGb;
	if (origin !== undefined && sizeGb < origin.sizeGb) {
		throw refusal('invalid_argument', `volume size ${sizeGb} GB is below the ${origin.sizeGb} GB that it is made from`);
	}

	return sizeGb;
};

const createFinders = (records: AppCollection<VolumeRecord>, now: () => number): Pick<Volumes, 'find' | 'live'> => {
	const find = (app: string, id: string): VolumeRecord => {
		const volume = records.get(app, id);
		if (volume === undefined || volumeState(volume, now()) === 'destroyed') {
			throw refusal('not_found', 'volume not found');
		}

		return volume;
	};

	return {
		find,
		live(app, id) {
			const volume = find(app, id);
			if (volume.destroyedAtMs !== undefined) {
				throw refusal('failed_precondition', `volume ${id} is being destroyed`);
			}

			return volume;
		},
	};
};

export const createVolumes = ({state, now, speed, newId, directories}: VolumeOptions): Volumes => {
	const collection = state.collection<VolumeRecord>('volume');
	const records = createAppCollection(collection, ({id}) => id);
	const snapshots = createSnapshots({state, now, newId, directories});
	const finders = createFinders(records, now);
	const change: Volumes['change'] = (volume, changes) => {
		const changed = {...volume, ...changes, updatedAtMs: now()};
		records.put(volume.id, changed);
		return changed;
	};

	return {
		...finders,
		snapshots,
		change,
		of: records.of,
		async create(app, request) {
			const origin = originOf(finders, snapshots, app, request);
			const sizeGb = sizeFor(request, origin);
			const unique = newId();
			const id = `vol_${unique}`;
			if (origin !== undefined) {
				await directories.copy(origin.id, id);
			}

			const {name, region, encrypted, snapshotRetentionDays, autoBackupEnabled} = request;
			const nowMs = now();
			const volume: VolumeRecord = {
				id,
				app,
				name,
				region,
				zone: unique.slice(0, 4),
				sizeGb,
				encrypted,
				snapshotRetentionDays,
				autoBackupEnabled,
				createdAtMs: nowMs,
				updatedAtMs: nowMs,
				readyAtMs: origin === undefined ? nowMs : nowMs + restoreMs / speed,
				destroyedAtMs: undefined,
			};
			records.put(id, volume);
			return volume;
		},
		extend(volume, sizeGb) {
			if (sizeGb < volume.sizeGb) {
				throw refusal('failed_precondition', `volume size can only be increased, it is ${volume.sizeGb} GB now`);
			}

			return change(volume, {sizeGb});
		},
		async destroy(volume) {
			const destroyed = change(volume, {destroyedAtMs: now() + destroyMs / speed});
			await directories.remove(volume.id);
			return destroyed;
		},
		usedBytes: async ({id}) => (directories.isUsed(id) ? directories.sizeBytes(id) : undefined),
		directoryOf(id) {
			const isThere = [...collection.values()].some(volume => volume.id === id && volume.destroyedAtMs === undefined);
			return isThere ? directories.directoryOf(id) : undefined;
		},
		forget(app) {
			const ids = [...records.of(app), ...snapshots.ofApp(app)].map(({id}) => id);
			records.forget(app);
			snapshots.forget(app);
			for (const id of ids) {
				// The answer does not wait for the disk; what cannot be removed is in nobody's way.
				directories.remove(id).catch(() => {});
			}
		},
	};
};
