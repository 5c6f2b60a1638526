import type {Observe} from './api/observe.ts';
import {askOnTerminal} from './ask-on-terminal.ts';
import type {Config} from './config.ts';
import {connect, type LocalOptions} from './connect.ts';
import {onEndSignal} from './end-signals.ts';
import {exitCodes} from './exit-codes.ts';
import type {Speaker} from './headless/ask.ts';
import type {CarriedOut} from './headless/carry-out.ts';
import type {CrewOptions} from './headless/crew.ts';
import type {Place, ReadingOf} from './headless/read-apps.ts';
import {resultsJson, resultsText} from './headless/results.ts';
import {createOutageTeller} from './headless/tell-outage.ts';
import {openActionLog} from './journal/action-log.ts';
import {openJournal} from './journal/journal.ts';
import {print} from './print.ts';
import {refuse, tell} from './refuse.ts';
import {createActKeeper} from './runtime/act-keeper.ts';
import {systemClock} from './runtime/clock.ts';

/** What every sub-command is given by the command line. */
export type ErrandSettings = {
	readonly config: Config;
	readonly localOptions: LocalOptions;
	readonly userAgent: string;
	readonly isJson: boolean;
};

/** What an errand is carried out with. */
export type Equipment = Omit<CrewOptions, 'machines'> &
	Speaker & {
		/** Aborted when a signal ends the errand. */
		readonly interrupted: AbortSignal;
		/** Has to be told what ends the errand early and what is told of requests, before anything is asked or sent. */
		readonly onBegin: (errand: {readonly stop: () => Promise<void>}, observe: Observe) => void;
	};

type Steps<Reading> = {
	/** The sub-command, for the document of results. */
	readonly verb: string;
	readonly read: (place: Place) => Promise<Reading>;
	readonly carryOut: (reading: Reading, equipment: Equipment) => Promise<CarriedOut>;
};

/** So long a sub-command waits for another flydeck that is writing the journal, in ms. */
const patienceMs = 1500;

const refusalCodes = {none: exitCodes.failed, no: exitCodes.failed, wrong: exitCodes.usage, unasked: exitCodes.usage} as const;

/**
Reads what there is, carries out an errand on it and prints the results: these go to stdout, all else to stderr. A signal ends it with its own
exit code, once leases are given back and it is told what was done.

@throws Error with a sentence when nothing was done, the local API cannot be started or the output is lost
*/
export const runErrand = async <Reading extends Omit<ReadingOf<unknown>, 'items'>>(
	{config, localOptions, userAgent, isJson}: ErrandSettings,
	{verb, read, carryOut}: Steps<Reading>,
): Promise<number> => {
	let observe: Observe = () => {};
	let isTokenRefused = false;
	const {api, isLocal, host, close, killProcesses} = await connect(config, localOptions, userAgent, exchange => {
		isTokenRefused ||= exchange.error === 'unauthorized';
		observe(exchange);
	});
	process.on('exit', killProcesses);
	const {apps, organization, protection, journal, stateDirectory} = config;
	// Of a local fleet nothing is kept: it is gone when this ends.
	const isKept = journal && !isLocal;
	const acts = createActKeeper({
		clock: systemClock,
		openJournal: tellOfJournal => openJournal(stateDirectory, tellOfJournal, patienceMs),
		tell,
	});
	try {
		const reading = await read({api, apps, organization, clock: systemClock});
		const {issues, failures, isUnauthorized} = reading;
		for (const sentence of issues) {
			tell(sentence);
		}

		const unread = failures.join('\n');
		if (isUnauthorized) {
			return refuse(exitCodes.unauthorized, unread);
		}

		if (failures.length > 0) {
			tell(unread);
		}

		/** A token may be good to read, and refused for what writes. */
		const failedCode = (): number => (isTokenRefused ? exitCodes.unauthorized : exitCodes.failed);
		const interrupted = new AbortController();
		let endCode: number | undefined;
		const done = await carryOut(reading, {
			api,
			clock: systemClock,
			isLocal,
			host,
			organization,
			protection,
			tell,
			interrupted: interrupted.signal,
			ask: askOnTerminal(interrupted.signal),
			openLog: isKept ? () => openActionLog(stateDirectory) : undefined,
			keep: isKept ? acts.keep : undefined,
			onBegin(errand, observeRequest) {
				const tellOutage = createOutageTeller(tell);
				observe = exchange => {
					observeRequest(exchange);
					tellOutage(exchange);
				};
				onEndSignal(exitCode => {
					endCode = exitCode;
					tell('Ending: nothing new begins, and leases are given back.');
					interrupted.abort();
					void errand.stop();
				});
			},
		});
		if (done.kind !== 'done') {
			return refuse(endCode ?? refusalCodes[done.kind], done.why);
		}

		await print(isJson ? resultsJson(verb, done.results, unread === '' ? undefined : unread) : resultsText(done.results));
		const isGood = failures.length === 0 && done.results.every(({isOk}) => isOk);
		return endCode ?? (isGood ? exitCodes.ok : failedCode());
	} finally {
		await acts.close();
		await close();
	}
};
