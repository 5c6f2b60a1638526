import type {JsonObject} from '../../../domain/json.ts';
import {refusal} from '../../fleet/fault.ts';
import {answer} from '../../http/answer.ts';
import {isOn} from '../../http/query.ts';
import type {Call, Route} from '../../http/route.ts';
import type {ResourceWorld} from '../resource-world.ts';
import {perApp} from '../shared/per-app.ts';
import {attachments, type VolumeRecord, volumeState} from './volume-record.ts';
import {acceptVolumeRequest, flagAt, retentionOf, sizeOf, volumeShapes} from './volume-request.ts';
import {backupOnWire, snapshotOnWire, volumeOnWire, volumeSummary} from './volume-wire.ts';

const all = '/v1/apps/:app/volumes';
const one = `${all}/:volume`;

/** The calls on volumes and their snapshots. */
export const volumeRoutes = (world: ResourceWorld): readonly Route[] => {
	const {store, scheduler} = world;
	const {volumes} = world.resources;
	const appOf = (call: Call): string => store.app(call.word('app')).name;
	const liveOf = (call: Call): VolumeRecord => volumes.live(appOf(call), call.word('volume'));
	const attachedIn = (app: string) => attachments(store.liveMachinesOf(app));

	const onWire = async (volume: VolumeRecord, attached = attachedIn(volume.app)): Promise<JsonObject> => {
		const use = {usedBytes: await volumes.usedBytes(volume), attachedTo: attached.get(volume.id)};
		return volumeOnWire(volume, use, scheduler.now());
	};

	const list = async (call: Call): Promise<Response> => {
		const app = appOf(call);
		const attached = attachedIn(app);
		const nowMs = scheduler.now();
		const shown = volumes.of(app).filter(volume => volumeState(volume, nowMs) !== 'destroyed');
		return isOn(call.query, 'summary')
			? answer(shown.map(volume => volumeSummary(volume, attached.get(volume.id), nowMs)))
			: answer(await Promise.all(shown.map(volume => onWire(volume, attached))));
	};

	const create = async (call: Call): Promise<Response> => {
		const request = acceptVolumeRequest(await call.body(volumeShapes.create));
		return answer(await onWire(await volumes.create(appOf(call), request)));
	};

	const update = async (call: Call): Promise<Response> => {
		const body = await call.body(volumeShapes.update);
		const volume = liveOf(call);
		const changed = volumes.change(volume, {
			snapshotRetentionDays: retentionOf(body) ?? volume.snapshotRetentionDays,
			autoBackupEnabled: flagAt(body, 'auto_backup_enabled') ?? volume.autoBackupEnabled,
		});
		return answer(await onWire(changed));
	};

	const extend = async (call: Call): Promise<Response> => {
		const sizeGb = sizeOf(await call.body(volumeShapes.extend));
		if (sizeGb === undefined) {
			throw refusal('invalid_argument', 'size_gb is required');
		}

		// A directory grows without anybody noticing: no machine has to be restarted for it.
		return answer({volume: await onWire(volumes.extend(liveOf(call), sizeGb)), needs_restart: false});
	};

	const destroy = async (call: Call): Promise<Response> => {
		const volume = liveOf(call);
		const machine = attachedIn(volume.app).get(volume.id);
		if (machine !== undefined) {
			throw refusal('failed_precondition', `volume ${volume.id} is attached to machine ${machine}`);
		}

		return answer({...(await onWire(await volumes.destroy(volume))), state: 'destroyed'});
	};

	const snapshot = async (call: Call): Promise<Response> => answer(backupOnWire(await volumes.snapshots.create(liveOf(call))));

	return [
		{method: 'GET', path: all, operation: 'Volumes_list', limit: perApp('volumes-list'), handle: list},
		{method: 'POST', path: all, operation: 'Volumes_create', limit: perApp('volumes-create'), handle: create},
		{
			method: 'GET',
			path: one,
			operation: 'Volumes_get_by_id',
			limit: perApp('volumes-get'),
			handle: async call => answer(await onWire(volumes.find(appOf(call), call.word('volume')))),
		},
		{method: 'PUT', path: one, operation: 'Volumes_update', limit: perApp('volumes-update'), handle: update},
		{method: 'DELETE', path: one, operation: 'Volume_delete', limit: perApp('volumes-delete'), handle: destroy},
		{method: 'PUT', path: `${one}/extend`, operation: 'Volumes_extend', limit: perApp('volumes-extend'), handle: extend},
		{
			method: 'GET',
			path: `${one}/snapshots`,
			operation: 'Volumes_list_snapshots',
			limit: perApp('snapshots-list'),
			handle: call => answer(volumes.snapshots.of(volumes.find(appOf(call), call.word('volume'))).map(snapshotOnWire)),
		},
		{
			method: 'POST',
			path: `${one}/snapshots`,
			operation: 'createVolumeSnapshot',
			limit: perApp('snapshots-create'),
			handle: snapshot,
		},
	];
};
