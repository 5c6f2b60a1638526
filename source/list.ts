import type {Config} from './config.ts';
import {connect, type LocalOptions} from './connect.ts';
import {machineLanguage} from './domain/query/machine-language.ts';
import {exitCodes} from './exit-codes.ts';
import {listJson} from './headless/list-json.ts';
import {listText} from './headless/list-text.ts';
import {readFilter} from './headless/read-filter.ts';
import {type Reading, readMachines} from './headless/read-machines.ts';
import {standingLeasesOf} from './headless/standing-leases.ts';
import {openStandingVault} from './journal/standing-vault.ts';
import {print} from './print.ts';
import {refuse, tell} from './refuse.ts';
import {systemClock} from './runtime/clock.ts';

type ListOptions = {
	readonly config: Config;
	readonly localOptions: LocalOptions;
	readonly userAgent: string;
	readonly isJson: boolean;
	/** Which machines; empty: all. */
	readonly filterText: string;
};

const demoNote = 'LOCAL: these machines are a demo on this computer. For your own: export FLY_API_TOKEN=$(fly auth token)';

const exitCodeOf = ({issues, failures, isUnauthorized}: Reading): number => {
	if (isUnauthorized) {
		return exitCodes.unauthorized;
	}

	return issues.length + failures.length > 0 ? exitCodes.failed : exitCodes.ok;
};

/**
Prints the machines once. What could not be read, and a demo that nobody asked for, is told on stderr.

@throws Error with a sentence when the local API cannot be started or the output is lost
*/
export const list = async ({config, localOptions, userAgent, isJson, filterText}: ListOptions): Promise<number> => {
	const query = readFilter(filterText, machineLanguage);
	if (typeof query === 'string') {
		return refuse(exitCodes.usage, query);
	}

	const connected = await connect(config, localOptions, userAgent);
	process.on('exit', connected.killProcesses);
	if (config.connection.kind === 'local' && !config.connection.isAskedFor) {
		tell(demoNote);
	}

	const reading = await readMachines(connected.api, config.apps, config.organization, systemClock);
	const {machines, issues, failures} = reading;
	const nowMs = systemClock.now();
	const {api, isLocal} = connected;
	const openVault = config.journal && !isLocal ? () => openStandingVault(config.stateDirectory, api.baseUrl) : undefined;
	const leases = standingLeasesOf(machines, openVault, nowMs);
	try {
		if (isJson) {
			await print(listJson({isLocal, machines, query, issues, failures}, nowMs, leases));
		} else if (machines.length > 0 || failures.length === 0) {
			await print(listText(machines, query, nowMs, leases));
		}
	} finally {
		for (const sentence of [...issues, ...failures]) {
			tell(sentence);
		}

		await connected.close();
	}

	return exitCodeOf(reading);
};
