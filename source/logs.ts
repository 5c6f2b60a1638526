import {connect} from './connect.ts';
import {logLanguage} from './domain/query/log-language.ts';
import type {Query} from './domain/query/parse.ts';
import type {LogLine} from './domain/resources/log-line.ts';
import {onEndSignal} from './end-signals.ts';
import {exitCodes} from './exit-codes.ts';
import {printLogs} from './headless/logs.ts';
import {readFilter} from './headless/read-filter.ts';
import {readMachines} from './headless/read-machines.ts';
import {chooseTargets} from './headless/targets.ts';
import {namesMachines, wantsMachines} from './headless/wish.ts';
import {print} from './print.ts';
import {missingTokenIn, refuse, tell} from './refuse.ts';
import type {ErrandSettings} from './run-errand.ts';
import {systemClock} from './runtime/clock.ts';

export type LogsOptions = ErrandSettings & {
	/** What names the machines. */
	readonly words: readonly string[];
	readonly isFollowed: boolean;
	/** How far back, in ms; undefined: the newest lines that the API gives. */
	readonly spanMs: number | undefined;
	readonly filterText: string;
};

const printFound = async (
	{config, localOptions, userAgent, isJson, words, isFollowed, spanMs}: LogsOptions,
	filter: Query<LogLine>,
): Promise<number> => {
	const {api, close, killProcesses} = await connect(config, localOptions, userAgent);
	process.on('exit', killProcesses);
	const ending = new AbortController();
	let endCode: number | undefined;
	try {
		const {machines, issues, failures, isUnauthorized} = await readMachines(api, config.apps, config.organization, systemClock);
		if (isUnauthorized) {
			return refuse(exitCodes.unauthorized, failures.join('\n'));
		}

		for (const sentence of [...issues, ...failures]) {
			tell(sentence);
		}

		const chosen = chooseTargets(words, {machines, isWhole: failures.length === 0}, systemClock.now());
		if (chosen.kind !== 'found') {
			return refuse(chosen.kind === 'none' ? exitCodes.failed : exitCodes.usage, chosen.why);
		}

		onEndSignal(exitCode => {
			endCode = exitCode;
			ending.abort();
		});
		const isWhole = await printLogs({
			api,
			clock: systemClock,
			machines: chosen.machines,
			isFollowed,
			spanMs,
			filter,
			isJson,
			print,
			tell,
			signal: ending.signal,
		});
		return endCode ?? (isWhole && failures.length === 0 ? exitCodes.ok : exitCodes.failed);
	} finally {
		await close();
	}
};

/**
Prints the lines of machines, once or as they come. A signal ends it with its own exit code.

@throws Error with a sentence when nothing was printed, the local API cannot be started or the output is lost
*/
export const logs = async (options: LogsOptions): Promise<number> => {
	const {config, words, filterText} = options;
	const problem = namesMachines(words) ? missingTokenIn(config) : wantsMachines('logs');
	if (problem !== undefined) {
		return refuse(exitCodes.usage, problem);
	}

	const filter = readFilter(filterText, logLanguage);
	return typeof filter === 'string' ? refuse(exitCodes.usage, filter) : printFound(options, filter);
};
