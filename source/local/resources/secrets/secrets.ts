import {createHash} from 'node:crypto';
import {refusal} from '../../fleet/fault.ts';
import type {State} from '../../state/collection.ts';
import {createAppCollection} from '../shared/app-collection.ts';
import type {SecretVersions} from './secret-versions.ts';

export type SecretRecord = {
	readonly app: string;
	readonly name: string;
	readonly value: string;
	/** 16 hexadecimal digits that change when the value does. */
	readonly digest: string;
	readonly createdAtMs: number;
	readonly updatedAtMs: number;
};

/** The secrets of all apps. Machines get them when they are next created or updated. */
export type Secrets = {
	readonly of: (app: string) => readonly SecretRecord[];
	/** Throws a 404 Fault when there is none of that name. */
	readonly find: (app: string, name: string) => SecretRecord;
	/** Sets values, and deletes where there is none, all at once; answers the new version. Throws a 400 Fault for a bad name. */
	readonly update: (app: string, values: ReadonlyMap<string, string | undefined>) => number;
	/** Counts the changes of an app's secrets and secret keys; 0 before the first. */
	readonly versionOf: (app: string) => number;
	/** All values of an app by name, for the environment of its machines. */
	readonly valuesOf: (app: string) => Readonly<Record<string, string>>;
	readonly forget: (app: string) => void;
};

/** Secrets become variables of the environment, so that their names are names of those. */
const secretName = /^[A-Za-z_][A-Za-z0-9_]*$/;

const digestOf = (value: string): string => createHash('sha256').update(value).digest('hex').slice(0, 16);

const requireName = (name: string): void => {
	if (!secretName.test(name)) {
		throw refusal('invalid_argument', `invalid secret name '${name}', must be letters, numbers and underscores`);
	}
};

export const createSecrets = (state: State, versions: SecretVersions, now: () => number): Secrets => {
	const records = createAppCollection(state.collection<SecretRecord>('secret'), ({name}) => name);

	const set = (app: string, name: string, value: string | undefined): void => {
		if (value === undefined) {
			records.delete(app, name);
			return;
		}

		const updatedAtMs = now();
		const createdAtMs = records.get(app, name)?.createdAtMs ?? updatedAtMs;
		records.put(name, {app, name, value, digest: digestOf(value), createdAtMs, updatedAtMs});
	};

	return {
		of: records.of,
		find(app, name) {
			const secret = records.get(app, name);
			if (secret === undefined) {
				throw refusal('not_found', 'secret not found');
			}

			return secret;
		},
		update(app, values) {
			for (const name of values.keys()) {
				requireName(name);
			}

			return state.together(() => {
				for (const [name, value] of values) {
					set(app, name, value);
				}

				return versions.next(app);
			});
		},
		versionOf: versions.current,
		valuesOf: app => Object.fromEntries(records.of(app).map(({name, value}) => [name, value])),
		forget: records.forget,
	};
};
