import type {VersionList, VersionRow} from '../store/drafts.ts';

/** The version that is meant, or why it is not known, as a sentence. */
export type PickedVersion = {readonly ok: true; readonly row: VersionRow} | {readonly ok: false; readonly why: string};

/** Ids are far longer. */
const steps = /^\d{1,4}$/;

/** Picks a version by its id, or by how many versions it is before the one that the machine has. */
export const pickVersion = ({rows, problem}: VersionList, wanted: string, label: string): PickedVersion => {
	if (rows.length === 0) {
		return {ok: false, why: `${label}: ${problem ?? 'the API tells of no version of it.'}`};
	}

	if (!steps.test(wanted)) {
		const row = rows.find(({version}) => version === wanted);
		return row === undefined
			? {ok: false, why: `${label} has no version ${wanted}: flydeck versions lists those that it has.`}
			: {ok: true, row};
	}

	const live = rows.findIndex(({isLive}) => isLive);
	if (live === -1) {
		const isUnread = rows.every(({changeCount}) => changeCount === undefined);
		return {
			ok: false,
			why:
				isUnread && problem !== undefined
					? problem
					: `${label}: its present version is not among those that the API tells of: name one by its id.`,
		};
	}

	const row = rows[live + Number(wanted)];
	const before = rows.length - 1 - live;
	const told = before === 0 ? 'none' : `only ${before}`;
	return row === undefined ? {ok: false, why: `${label}: the API tells of ${told} before its present version.`} : {ok: true, row};
};
