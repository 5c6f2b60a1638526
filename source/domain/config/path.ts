/** The keys that lead from the top of a config to a value in it. */
export type Keys = readonly (string | number)[];

const isPlain = (key: string): boolean => /^[A-Za-z_][\w-]*$/.test(key);

/** The path of what stands under a key of `path`, as a person would write it: `services[0].ports[1].port`, `checks["a.b"]`. */
export const childPath = (path: string, key: string | number): string => {
	if (typeof key === 'number') {
		return `${path}[${key}]`;
	}

	if (!isPlain(key)) {
		return `${path}[${JSON.stringify(key)}]`;
	}

	return path === '' ? key : `${path}.${key}`;
};

export const pathOf = (keys: Keys): string => keys.reduce(childPath, '');
