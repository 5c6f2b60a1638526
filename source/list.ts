import type {Config} from './config.ts';
import {connect, type LocalOptions} from './connect.ts';
import {exitCodes} from './exit-codes.ts';
import {listJson} from './headless/list-json.ts';
import {listText} from './headless/list-text.ts';
import {readMachines} from './headless/read-machines.ts';
import {systemClock} from './runtime/clock.ts';
import {errorInWords} from './runtime/failure.ts';

type ListOptions = {readonly config: Config; readonly localOptions: LocalOptions; readonly userAgent: string; readonly isJson: boolean};

/** Prints the machines once. What could not be read is told on stderr. */
export const list = async ({config, localOptions, userAgent, isJson}: ListOptions): Promise<number> => {
	const connected = await connect(config, localOptions, userAgent).catch((error: unknown) => errorInWords(error));
	if (typeof connected === 'string') {
		console.error(connected);
		return exitCodes.failed;
	}

	process.on('exit', connected.killProcesses);
	const {machines, issues, failures, isUnauthorized} = await readMachines(connected.api, config.apps, config.organization);
	if (machines.length > 0 || failures.length === 0 || isJson) {
		console.log(isJson ? listJson(machines, issues, failures, systemClock.now()) : listText(machines, systemClock.now()));
	}

	for (const sentence of [...issues, ...failures]) {
		console.error(sentence);
	}

	await connected.close();
	if (isUnauthorized) {
		return exitCodes.unauthorized;
	}

	return failures.length > 0 ? exitCodes.failed : exitCodes.ok;
};
