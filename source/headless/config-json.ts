import type {Change} from '../domain/config/diff.ts';
import {mask} from '../domain/config/masking.ts';
import type {Json} from '../domain/json.ts';
import {printable} from '../domain/text.ts';
import type {VersionRow} from '../store/drafts.ts';

/** A value as it may be shown: the text that a change has for it holds no secret. */
const shown = (text: string): Json => (text === mask ? mask : JSON.parse(printable(text, text.length)));

/** A difference between two configs, in JSON: null where there is no value. */
export const changeJson = (change: Change) => ({
	path: printable(change.path, change.path.length),
	kind: change.kind,
	before: change.kind === 'added' ? null : shown(change.beforeText),
	after: change.kind === 'removed' ? null : shown(change.afterText),
});

/** A version of a machine, in JSON: `changes` is in how many places it differs from the present one, null where that is not known. */
export const versionJson = ({version, image, changeCount, isLive}: VersionRow) => ({
	version,
	image,
	changes: changeCount ?? null,
	live: isLive,
});
