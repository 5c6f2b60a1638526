import type {JsonObject} from '../../../domain/json.ts';
import {objectAt} from '../../../domain/json-reader.ts';
import {imageOf} from '../../fleet/image-ref.ts';
import type {MachineRecord} from '../../fleet/machine-record.ts';
import {answer} from '../../http/answer.ts';
import {shownState} from '../../http/machine-filter.ts';
import {isOn} from '../../http/query.ts';
import type {Call, Limit, Route} from '../../http/route.ts';
import {rfc3339} from '../../time/rfc3339.ts';
import type {ResourceWorld} from '../resource-world.ts';
import {attachments, type VolumeRecord, volumeState} from '../volumes/volume-record.ts';
import {volumeOnWire, volumeSummary} from '../volumes/volume-wire.ts';
import {organizationPage} from './organization-page.ts';

const perOrganization = (action: string): Limit => ({action, by: 'organization'});

const machineOnWire = (machine: MachineRecord, isSummary: boolean): JsonObject => ({
	id: machine.id,
	app_name: machine.app,
	name: machine.name,
	state: machine.state,
	region: machine.region,
	version: machine.instanceId,
	instance_id: machine.instanceId,
	private_ip: machine.privateIp,
	created_at: rfc3339(machine.createdAtMs),
	updated_at: rfc3339(machine.updatedAtMs),
	...(isSummary ? {} : {config: overviewOf(machine.config)}),
});

const overviewOf = (config: JsonObject): JsonObject => ({
	guest: objectAt(config, 'guest'),
	image: imageOf(config) ?? '',
	metadata: objectAt(config, 'metadata'),
});

/** The lists of all machines and all volumes of an organisation. One that nobody has made an app in is empty. */
export const organizationRoutes = (world: ResourceWorld): readonly Route[] => {
	const {store, scheduler} = world;
	const {volumes} = world.resources;
	const appsOf = (call: Call): readonly string[] =>
		store
			.apps()
			.filter(app => app.organization === call.word('organization'))
			.map(app => app.name);

	const listMachines = (call: Call): Response => {
		const isSummary = isOn(call.query, 'summary');
		const machines = appsOf(call).flatMap(store.machinesOf);
		const shown = machines.map(machine => ({...machine, state: shownState(call.query, machine)}));
		const {items, wire, lastId} = organizationPage(call.query, shown);
		return answer({
			machines: items.map(machine => machineOnWire(machine, isSummary)),
			...wire,
			last_machine_id: lastId,
			error_regions: [],
		});
	};

	const listVolumes = async (call: Call): Promise<Response> => {
		const nowMs = scheduler.now();
		const apps = appsOf(call);
		const all = apps.flatMap(volumes.of).map(volume => ({...volume, state: volumeState(volume, nowMs)}));
		const {items, wire, lastId} = organizationPage(call.query, all);
		const attached = attachments(apps.flatMap(store.liveMachinesOf));
		const isSummary = isOn(call.query, 'summary');
		const onWire = async (volume: VolumeRecord): Promise<JsonObject> => {
			const attachedTo = attached.get(volume.id);
			return isSummary
				? volumeSummary(volume, attachedTo, nowMs)
				: volumeOnWire(volume, {usedBytes: await volumes.usedBytes(volume), attachedTo}, nowMs);
		};

		const listed = await Promise.all(
			items.map(async volume => ({
				app_name: volume.app,
				...(await onWire(volume)),
				updated_at: new Date(volume.updatedAtMs).toISOString(),
			})),
		);
		return answer({volumes: listed, ...wire, last_volume_id: lastId});
	};

	return [
		{
			method: 'GET',
			path: '/v1/orgs/:organization/machines',
			operation: 'Machines_org_list',
			limit: perOrganization('org-machines-list'),
			handle: listMachines,
		},
		{
			method: 'GET',
			path: '/v1/orgs/:organization/volumes',
			operation: 'Volumes_org_list',
			limit: perOrganization('org-volumes-list'),
			handle: listVolumes,
		},
	];
};
