import type {Collection} from '../../state/collection.ts';

/** A collection whose values belong to apps: keys need to be unique inside an app only. */
export type AppCollection<Value> = {
	readonly get: (app: string, key: string) => Value | undefined;
	readonly put: (key: string, value: Value) => void;
	readonly delete: (app: string, key: string) => void;
	/** The values of an app, in the order in which they were first put. */
	readonly of: (app: string) => readonly Value[];
	/** Deletes all values of an app. */
	readonly forget: (app: string) => void;
};

/** `keyOf` names a value inside its app. No app's name has a slash in it, so that no two keys are the same. */
export const createAppCollection = <Value extends {readonly app: string}>(
	collection: Collection<Value>,
	keyOf: (value: Value) => string,
): AppCollection<Value> => {
	const of = (app: string): readonly Value[] => [...collection.values()].filter(value => value.app === app);
	return {
		get: (app, key) => collection.get(`${app}/${key}`),
		put: (key, value) => collection.put(`${value.app}/${key}`, value),
		delete: (app, key) => collection.delete(`${app}/${key}`),
		of,
		forget(app) {
			for (const value of of(app)) {
				collection.delete(`${app}/${keyOf(value)}`);
			}
		},
	};
};
