/** Who wrote a line: a process of the machine, or the platform around it. */
export type LogProvider = 'app' | 'runner' | 'proxy';

export type LogLevel = 'info' | 'warn' | 'error';

export type NewLogLine = {
	readonly app: string;
	/** The id of a machine. */
	readonly instance: string;
	readonly region: string;
	readonly provider: LogProvider;
	readonly level: LogLevel;
	readonly message: string;
};

/** `timestampNs` is in nanoseconds since the epoch; no two lines have the same one, and later lines have later ones. */
export type LogLine = NewLogLine & {readonly timestampNs: bigint};

export type LogQuery = {
	/** Only the lines of one machine, or of one region. */
	readonly instance?: string | undefined;
	readonly region?: string | undefined;
	/** Where the last page ended; without it, or when it is no number, the newest lines are the page. */
	readonly nextToken?: string | undefined;
};

export type LogPage = {
	/** Oldest first, at most 100. */
	readonly lines: readonly LogLine[];
	/** What asks for the lines after these: the one that was given when there are none. */
	readonly nextToken: string;
};

/** The newest log lines of each app, in memory. */
export type Logs = {
	readonly append: (line: NewLogLine) => void;
	readonly page: (app: string, query?: LogQuery) => LogPage;
	/** Drops the lines of an app that is gone. */
	readonly forget: (app: string) => void;
};

const linesKept = 2000;
/** In UTF-16 units, of all the lines of an app. */
const lengthKept = 4 * 1024 * 1024;
const linesOnPage = 100;
const nanosecondsInMs = 1_000_000n;

/** The lines of an app from `first` on; those before it are dropped already, and taken away many at a time. Lengths are in UTF-16 units. */
type AppLog = {lines: LogLine[]; first: number; length: number; droppedLength: number};

const linesOf = ({lines, first}: AppLog): LogLine[] => lines.slice(first);

/** `now` is in ms since the epoch. */
export const createLogs = (now: () => number): Logs => {
	const logs = new Map<string, AppLog>();
	let newestNs = 0n;

	const trim = (log: AppLog): void => {
		while (log.lines.length - log.first > linesKept || log.length > lengthKept) {
			const length = log.lines[log.first]?.message.length ?? 0;
			log.length -= length;
			log.droppedLength += length;
			log.first++;
		}

		// An array that loses its first item is moved as a whole: not for each line of a process that writes without end.
		if (log.first > linesKept || log.droppedLength > lengthKept) {
			log.lines = linesOf(log);
			log.first = 0;
			log.droppedLength = 0;
		}
	};

	return {
		append(line) {
			const nowNs = BigInt(Math.floor(now())) * nanosecondsInMs;
			newestNs = nowNs > newestNs ? nowNs : newestNs + 1n;
			const log = logs.get(line.app) ?? {lines: [], first: 0, length: 0, droppedLength: 0};
			logs.set(line.app, log);
			log.lines.push({...line, timestampNs: newestNs});
			log.length += line.message.length;
			trim(log);
		},
		page(app, {instance, region, nextToken = ''} = {}) {
			const after = /^\d{1,20}$/.test(nextToken) ? BigInt(nextToken) : undefined;
			const log = logs.get(app);
			const found = (log === undefined ? [] : linesOf(log)).filter(
				line =>
					(instance === undefined || line.instance === instance) &&
					(region === undefined || line.region === region) &&
					(after === undefined || line.timestampNs > after),
			);
			const lines = after === undefined ? found.slice(-linesOnPage) : found.slice(0, linesOnPage);
			return {lines, nextToken: String(lines.at(-1)?.timestampNs ?? after ?? 0n)};
		},
		forget: app => void logs.delete(app),
	};
};
