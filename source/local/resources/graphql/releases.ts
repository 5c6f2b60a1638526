import {imageOf} from '../../fleet/image-ref.ts';
import {stringMapAt} from '../../fleet/machine-config.ts';
import type {MachineRecord} from '../../fleet/machine-record.ts';
import {rfc3339} from '../../time/rfc3339.ts';
import type {GraphNode} from './execute.ts';
import {userNode} from './user.ts';

type Release = {readonly id: string; readonly version: number; readonly image: string; readonly timeMs: number};

const releaseOf = ({config, updatedAtMs}: MachineRecord): Release | undefined => {
	const {fly_release_id: id, fly_release_version: version = ''} = stringMapAt(config, 'metadata');
	return /^\d{1,9}$/.test(version)
		? {id: id ?? `release-${version}`, version: Number(version), image: imageOf(config) ?? '', timeMs: updatedAtMs}
		: undefined;
};

/** The releases that machines say they were deployed by, newest first: this server keeps no other record of them. */
export const releaseNodes = (machines: readonly MachineRecord[]): readonly GraphNode[] => {
	const byVersion = new Map(
		machines
			.map(releaseOf)
			.filter(release => release !== undefined)
			.map(release => [release.version, release]),
	);
	return [...byVersion.values()]
		.toSorted((a, b) => b.version - a.version)
		.map(({id, version, image, timeMs}) => ({
			__typename: 'Release',
			id,
			version,
			description: 'Release',
			reason: 'change',
			status: 'complete',
			imageRef: image,
			stable: true,
			user: userNode,
			createdAt: rfc3339(timeMs),
		}));
};
