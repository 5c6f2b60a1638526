import type {ResourceKind, Row} from '../domain/resources/table.ts';
import {readSource} from '../runtime/resource-reads.ts';
import {type Place, type ReadingOf, readApps, readOnce} from './read-apps.ts';

const never = new AbortController().signal;

/** Reads the things of a kind, once: the apps of the organization, those of a volume, or those of all apps that are meant. */
export const readRows = (place: Place, kind: ResourceKind, volume?: Pick<Row, 'app' | 'id'>): Promise<ReadingOf<Row>> => {
	const read = async (app: string): Promise<Pick<ReadingOf<Row>, 'items' | 'issues'>> => {
		const {rows, issues} = await readSource({...place, source: {kind, app, volumeId: volume?.id}, signal: never});
		return {items: rows, issues};
	};
	return kind === 'apps' || volume !== undefined ? readOnce(place, read, volume?.app) : readApps(place, read);
};

/** Reads the snapshots of a volume, in whichever app that is. */
export const readSnapshots = async (place: Place, volumeId: string): Promise<ReadingOf<Row>> => {
	const volumes = await readRows(place, 'volumes');
	const volume = volumes.items.find(({id}) => id === volumeId);
	if (volume !== undefined) {
		return readRows(place, 'snapshots', volume);
	}

	const failures = [...volumes.failures, `There is no volume ${volumeId}. flydeck volumes lists what there is.`];
	return {...volumes, items: [], failures};
};
