export type Environment = Readonly<Record<string, string | undefined>>;

/** Where settings are looked for. */
export type Surroundings = {
	readonly environment: Environment;
	readonly homeDirectory: string;
	readonly workingDirectory: string;
	/** The text of a file, or undefined where there is none. */
	readonly readFile: (path: string) => string | undefined;
};

/** The first of the named variables that holds anything, with its name. */
export const firstFilled = (
	environment: Environment,
	names: readonly string[],
): {readonly name: string; readonly value: string} | undefined => {
	for (const name of names) {
		const value = environment[name]?.trim();
		if (value) {
			return {name, value};
		}
	}

	return undefined;
};
