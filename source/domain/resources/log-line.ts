/** A line of an app's log. `provider` names who wrote it, such as `app`, `runner` or `proxy`. */
export type LogLine = {
	readonly id: string;
	readonly timestampMs: number | undefined;
	readonly message: string;
	readonly level: string;
	/** The id of a machine. */
	readonly instance: string;
	readonly region: string;
	readonly provider: string;
};

/** Some log lines, oldest first, and the token that asks for those after them. */
export type LogPage = {readonly lines: readonly LogLine[]; readonly nextToken: string};
