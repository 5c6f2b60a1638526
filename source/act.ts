import {createInterface} from 'node:readline';
import type {Observe} from './api/observe.ts';
import type {Config} from './config.ts';
import {connect, type LocalOptions} from './connect.ts';
import {exitCodes} from './exit-codes.ts';
import type {Speaker} from './headless/ask.ts';
import {carryOut} from './headless/carry-out.ts';
import {readMachines} from './headless/read-machines.ts';
import {resultsJson, resultsText} from './headless/results.ts';
import {type Written, wishOf} from './headless/wish.ts';
import {openActionLog} from './journal/action-log.ts';
import {print} from './print.ts';
import {systemClock} from './runtime/clock.ts';
import {lastWords} from './terminal/lifeline.ts';

export type ActOptions = {
	readonly config: Config;
	readonly localOptions: LocalOptions;
	readonly userAgent: string;
	readonly written: Written;
	readonly parallel: number;
	readonly isYes: boolean;
	readonly isJson: boolean;
};

const tell = (line: string): void => console.error(line);

/** Asks on the terminal, where there is one to see the question and to type the answer. No answer is undefined. */
const askOnTerminal = (signal: AbortSignal): Speaker['ask'] =>
	process.stdin.isTTY && process.stderr.isTTY
		? question =>
				new Promise(resolve => {
					process.stderr.write(question);
					const lines = createInterface({input: process.stdin});
					const finish = (answer: string | undefined): void => {
						resolve(answer);
						lines.close();
					};
					lines.once('line', finish);
					lines.once('close', () => finish(undefined));
					signal.addEventListener('abort', () => finish(undefined));
				})
		: undefined;

const refuse = (exitCode: number, sentence: string): number => {
	tell(sentence);
	return exitCode;
};

const refusalCodes = {none: exitCodes.failed, no: exitCodes.failed, wrong: exitCodes.usage, unasked: exitCodes.usage} as const;

/** Calls back at each signal that asks for the end; a second one ends the program at once. */
const onEndSignal = (end: (exitCode: number) => void): void => {
	let isEnding = false;
	for (const [signal, exitCode] of Object.entries(lastWords)) {
		process.on(signal, () => {
			if (isEnding) {
				process.exit(exitCode);
			}

			isEnding = true;
			end(exitCode);
		});
	}
};

/**
Does what a sub-command asks for to the machines that it names: results go to stdout, all else to stderr. A signal ends it with its own exit
code, once leases are given back and it is told what was done.

@throws Error with a sentence when the local API cannot be started or the output is lost
*/
export const act = async ({config, localOptions, userAgent, written, parallel, isYes, isJson}: ActOptions): Promise<number> => {
	const wanted = wishOf(written);
	if (!wanted.ok) {
		return refuse(exitCodes.usage, wanted.problem);
	}

	if (config.connection.kind === 'local' && !config.connection.isAskedFor) {
		return refuse(
			exitCodes.usage,
			'There is no token, so there are no machines to act on: set FLY_API_TOKEN, or add --local for the demo.',
		);
	}

	let observe: Observe = () => {};
	const {api, isLocal, host, close, killProcesses} = await connect(config, localOptions, userAgent, exchange => observe(exchange));
	process.on('exit', killProcesses);
	try {
		const {machines, issues, failures, isUnauthorized} = await readMachines(api, config.apps, config.organization, systemClock);
		for (const sentence of [...issues, ...failures]) {
			tell(sentence);
		}

		if (isUnauthorized) {
			return exitCodes.unauthorized;
		}

		const {organization, journal, stateDirectory} = config;
		const interrupted = new AbortController();
		let endCode: number | undefined;
		const done = await carryOut(wanted, {
			api,
			clock: systemClock,
			isLocal,
			host,
			organization,
			machines,
			tell,
			ask: askOnTerminal(interrupted.signal),
			parallel,
			isYes,
			// Of a local fleet nothing is kept: it is gone when this ends.
			openLog: journal && !isLocal ? () => openActionLog(stateDirectory) : undefined,
			onBegin(errand, observeRequest) {
				observe = observeRequest;
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

		await print(isJson ? resultsJson(written.command, done.results) : resultsText(done.results));
		const isGood = failures.length === 0 && done.results.every(({isOk}) => isOk);
		return endCode ?? (isGood ? exitCodes.ok : exitCodes.failed);
	} finally {
		await close();
	}
};
