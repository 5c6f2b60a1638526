import {Fault, refusal} from '../../fleet/fault.ts';
import {wordOf} from '../../http/query.ts';
import type {State} from '../../state/collection.ts';

type VersionRecord = {readonly app: string; readonly version: number};

/** The number that counts the changes of an app's secrets and secret keys. */
export type SecretVersions = {
	/** 0 before the first change. */
	readonly current: (app: string) => number;
	/** Counts a change. */
	readonly next: (app: string) => number;
	readonly forget: (app: string) => void;
};

export const createSecretVersions = (state: State): SecretVersions => {
	const records = state.collection<VersionRecord>('secret_version');
	const current = (app: string): number => records.get(app)?.version ?? 0;
	return {
		current,
		next(app) {
			const version = current(app) + 1;
			records.put(app, {app, version});
			return version;
		},
		forget: records.delete,
	};
};

/**
Throws a 412 Fault when the query asks for a version that is not reached yet, a 400 Fault when it asks for none that there can be.
The API's own client says `version` where its documents say `min_version`.
*/
export const requireVersion = (query: URLSearchParams, current: number): void => {
	const word = wordOf(query, 'min_version') ?? wordOf(query, 'version') ?? '0';
	if (!/^\d{1,15}$/.test(word)) {
		throw new Fault(400, {error: `strconv.ParseUint: parsing ${JSON.stringify(word)}: invalid syntax`});
	}

	if (Number(word) > current) {
		throw refusal('failed_precondition', `secrets version ${word} is not there yet, currently ${current}`);
	}
};
