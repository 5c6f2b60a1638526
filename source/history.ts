import {lastDays} from './domain/history/days.ts';
import {knownDays} from './domain/history/uptime.ts';
import {historyLanguage} from './domain/query/history-language.ts';
import {matchesQuery} from './domain/query/parse.ts';
import {formatMoment} from './domain/time.ts';
import {exitCodes} from './exit-codes.ts';
import {historyJson} from './headless/history-json.ts';
import {historyText} from './headless/history-text.ts';
import {readFilter} from './headless/read-filter.ts';
import {type NamedMachine, questionsTo} from './journal/book.ts';
import {openToRead} from './journal/open-database.ts';
import {print} from './print.ts';
import {refuse, tell} from './refuse.ts';
import {systemClock} from './runtime/clock.ts';
import {errorInWords} from './runtime/failure.ts';

type HistoryOptions = {
	readonly stateDirectory: string;
	/** The id or the name of a machine. */
	readonly machine: string;
	/** How far back, in ms. */
	readonly spanMs: number;
	/** Which lines; empty: all. */
	readonly filterText: string;
	readonly isJson: boolean;
};

const dayMs = 86_400_000;

/** The journal keeps no more. */
const mostMs = 30 * dayMs;

const nobody = (word: string): string =>
	`The journal has no machine with the id or name "${word}": flydeck keeps what it sees while it runs. flydeck list shows the machines there are.`;

const namesOf = (machines: readonly NamedMachine[]): string =>
	machines
		.map(({machineId, app, goneAtMs}) => {
			const gone = goneAtMs === undefined ? '' : `, gone since ${formatMoment(goneAtMs)}`;
			return `${machineId} (${app || 'unknown app'}${gone})`;
		})
		.join(', ');

const several = (word: string, found: readonly NamedMachine[]): string =>
	`${found.length} machines were named "${word}". Give the id of one: ${namesOf(found)}.`;

/** The one machine that is meant: where several had the name, the one that is there. */
const pick = (word: string, found: readonly NamedMachine[]): NamedMachine => {
	const there = found.filter(({goneAtMs}) => goneAtMs === undefined);
	const [machine] = there.length === 1 ? there : found;
	if (machine === undefined || (found.length > 1 && there.length !== 1)) {
		return refuse(exitCodes.failed, machine === undefined ? nobody(word) : several(word, found));
	}

	if (found.length > 1) {
		const others = found.filter(other => other !== machine);
		tell(
			`${found.length} machines were named "${word}": this is ${machine.machineId}, which is there. Give an id for another: ${namesOf(others)}.`,
		);
	}

	return machine;
};

const open = (stateDirectory: string): ReturnType<typeof openToRead> => {
	try {
		return openToRead(stateDirectory);
	} catch (error) {
		throw new Error(`The journal in ${stateDirectory} cannot be read: ${errorInWords(error).replace(/\.$/, '')}.`, {cause: error});
	}
};

/**
Prints what the journal has of one machine. Nothing is asked of the API.

@throws Error with a sentence when there is nothing to print, the journal cannot be read or the output is lost
*/
export const history = async ({stateDirectory, machine: word, spanMs: askedMs, filterText, isJson}: HistoryOptions): Promise<number> => {
	const query = readFilter(filterText, historyLanguage);
	if (typeof query === 'string') {
		return refuse(exitCodes.usage, query);
	}

	const database = open(stateDirectory);
	if (database === undefined) {
		return refuse(
			exitCodes.failed,
			`There is no journal in ${stateDirectory}: flydeck writes one while its screen runs without --no-journal.`,
		);
	}

	try {
		const journal = questionsTo(database);
		const machine = pick(word, journal.machinesNamed(word));
		const nowMs = systemClock.now();
		const spanMs = Math.min(mostMs, askedMs);
		const sinceMs = nowMs - spanMs;
		const items = journal.historyOf(machine.machineId, sinceMs, nowMs).filter(item => matchesQuery(query, {item, nowMs}));
		const days = journal.uptimeOf(machine.machineId, lastDays(Math.ceil(spanMs / dayMs) + 1, nowMs), nowMs);
		const told = {machine, sinceMs, items, days: knownDays(days)};
		await print(isJson ? historyJson(told) : historyText(told));
		return exitCodes.ok;
	} finally {
		database.close();
	}
};
