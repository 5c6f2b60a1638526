import {createApi} from '../../source/api/api.ts';
import type {Clock} from '../../source/domain/clock.ts';
import type {Speaker} from '../../source/headless/ask.ts';
import {type CarriedOut, carryOut} from '../../source/headless/carry-out.ts';
import type {Errand} from '../../source/headless/errand.ts';
import {readMachines} from '../../source/headless/read-machines.ts';
import {type Written, wishOf} from '../../source/headless/wish.ts';
import {openStandingVault} from '../../source/journal/standing-vault.ts';
import type {DraftFiles} from '../../source/runtime/draft-files.ts';
import type {RunEditor} from '../../source/runtime/editor.ts';
import {createMemoryFiles} from './memory-files.ts';
import {patternsOf} from './patterns-of.ts';
import {written} from './written.ts';

export type RunningAct = {
	readonly done: Promise<CarriedOut>;
	/** What was told beside the results so far. */
	readonly told: readonly string[];
	/** Ends it as a signal does. */
	readonly stop: () => Promise<void>;
};

type ActOptions = Partial<Written> & {
	readonly command: string;
	readonly words: readonly string[];
	readonly parallel?: number;
	readonly isYes?: boolean;
	/** The words that are given beforehand. */
	readonly confirm?: string;
	/** Patterns of what is protected. */
	readonly protect?: readonly string[];
	readonly ask?: Speaker['ask'];
	readonly apps?: readonly string[];
	readonly files?: DraftFiles;
	/** Whether the file is what came by a pipe. */
	readonly isPiped?: boolean;
	readonly runEditor?: RunEditor;
	/** Where nonces of leases that stay are kept; undefined: nowhere. */
	readonly stateDirectory?: string | undefined;
};

/** Runs a sub-command at a local API inside of this process: everything but the flags and the printing. */
export const runAct = async (
	{url, clock}: {readonly url: string; readonly clock: Clock},
	{
		parallel = 1,
		isYes = true,
		confirm,
		protect = [],
		ask,
		apps = [],
		files = createMemoryFiles(),
		isPiped = false,
		runEditor,
		stateDirectory,
		...given
	}: ActOptions,
): Promise<RunningAct> => {
	const wanted = wishOf(written(given));
	if (!wanted.ok) {
		throw new Error(wanted.problem);
	}

	const protection = patternsOf(...protect);
	const api = createApi({baseUrl: url, token: 'secret', clock, userAgent: 'flydeck-test', protection});
	const {machines, failures} = await readMachines(api, apps, 'personal', clock);
	const told: string[] = [];
	let begun: Pick<Errand, 'stop'> | undefined;
	const done = carryOut(wanted, {
		api,
		clock,
		isLocal: true,
		host: new URL(url).host,
		organization: 'personal',
		protection,
		machines,
		isWhole: failures.length === 0,
		tell: line => told.push(line),
		ask,
		parallel,
		consent: {isYes, confirm},
		files,
		isPiped,
		apps,
		runEditor,
		openLog: undefined,
		openStanding: stateDirectory === undefined ? undefined : () => openStandingVault(stateDirectory, url),
		onBegin(errand) {
			begun = errand;
		},
	});
	return {done, told, stop: async () => begun?.stop()};
};
