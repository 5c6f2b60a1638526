import {openConfigFiles, stdinPath} from './config-files.ts';
import {editOnTerminal} from './edit-on-terminal.ts';
import {exitCodes} from './exit-codes.ts';
import type {Consent} from './headless/ask.ts';
import {carryOut} from './headless/carry-out.ts';
import {readMachines} from './headless/read-machines.ts';
import {onlyReads, type Written, wishOf} from './headless/wish.ts';
import {openStandingVault} from './journal/standing-vault.ts';
import {missingTokenIn, readOnlyIn, refuse} from './refuse.ts';
import {type ErrandSettings, runErrand} from './run-errand.ts';

export type ActOptions = ErrandSettings & {
	readonly written: Written;
	readonly parallel: number;
	readonly consent: Consent;
};

/**
Does what a sub-command asks for to the machines that it names.

@throws Error with a sentence when nothing was done, the local API cannot be started or the output is lost
*/
export const act = async ({written, parallel, consent, ...settings}: ActOptions): Promise<number> => {
	const wanted = wishOf(written);
	if (!wanted.ok) {
		return refuse(exitCodes.usage, wanted.problem);
	}

	const problem = missingTokenIn(settings.config) ?? (onlyReads(wanted.wish) ? undefined : readOnlyIn(settings.config));
	if (problem !== undefined) {
		return refuse(exitCodes.usage, problem);
	}

	const {stateDirectory, journal} = settings.config;
	const files = await openConfigFiles(stateDirectory, written.file);
	return runErrand(settings, {
		verb: written.command,
		read: ({api, apps, organization, clock}) => readMachines(api, apps, organization, clock),
		carryOut: ({machines, failures}, equipment) =>
			carryOut(wanted, {
				...equipment,
				machines,
				isWhole: failures.length === 0,
				parallel,
				consent,
				files,
				apps: settings.config.apps,
				isPiped: written.file === stdinPath,
				// What comes in there is the config, and no answer.
				ask: written.file === stdinPath ? undefined : equipment.ask,
				runEditor: editOnTerminal(equipment.interrupted),
				// Of a local fleet nothing is kept: it is gone when this ends.
				openStanding: journal && !equipment.isLocal ? () => openStandingVault(stateDirectory, equipment.api.baseUrl) : undefined,
			}),
	});
};
