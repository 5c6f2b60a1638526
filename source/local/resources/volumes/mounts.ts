import type {JsonObject} from '../../../domain/json.ts';
import {objectsAt, textAt} from '../../../domain/json-reader.ts';
import {refusal} from '../../fleet/fault.ts';
import {nearestRegion, regionsNamed} from '../platform/regions.ts';
import type {ResourceWorld} from '../resource-world.ts';
import {mountedVolumes, type VolumeRecord, volumeState} from './volume-record.ts';

/** Who mounts: a machine of the app, or one that is still to be made. */
export type Mounter = {readonly app: string; readonly machineId?: string};

/**
The volume that a config mounts, if it mounts one. Throws a 400 Fault for a second one and for one that the app does not have, a 412 Fault
for one that another machine has or that is being destroyed.
*/
export const volumeToMount = (
	{store, resources, scheduler}: ResourceWorld,
	config: JsonObject,
	mounter: Mounter,
): VolumeRecord | undefined => {
	const [mount, second] = objectsAt(config, 'mounts');
	if (mount === undefined) {
		return undefined;
	}

	if (second !== undefined) {
		throw refusal('invalid_argument', 'invalid config.mounts, only 1 volume supported');
	}

	const {app, machineId} = mounter;
	const id = textAt(mount, 'volume') ?? '';
	const found = resources.volumes.of(app).find(volume => volume.id === id);
	if (found === undefined || volumeState(found, scheduler.now()) === 'destroyed') {
		throw refusal('invalid_argument', `volume '${id}' not found`);
	}

	const other = store.liveMachinesOf(app).find(machine => machine.id !== machineId && mountedVolumes(machine.config).includes(id));
	if (other !== undefined) {
		throw refusal('failed_precondition', `volume ${id} is attached to machine ${other.id}`);
	}

	return resources.volumes.live(app, id);
};

/**
The region for a machine: that of its volume, else the first that is asked for, as codes and aliases, else the nearest. Throws a 400 Fault when
there is no such region, or when the volume is in none of them.
*/
export const regionFor = (asked: string | undefined, volume: VolumeRecord | undefined): string => {
	if (asked === undefined) {
		return volume?.region ?? nearestRegion;
	}

	const named = regionsNamed(asked).map(({code}) => code);
	if (volume !== undefined && !named.includes(volume.region)) {
		const message = `Mounts source volume "${volume.id}" is in the wrong region ("${volume.region}" != "${asked}")`;
		throw refusal('invalid_argument', message);
	}

	return volume?.region ?? named[0] ?? nearestRegion;
};
