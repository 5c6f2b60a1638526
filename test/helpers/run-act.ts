import {createApi} from '../../source/api/api.ts';
import type {Clock} from '../../source/domain/clock.ts';
import type {Speaker} from '../../source/headless/ask.ts';
import {type CarriedOut, carryOut} from '../../source/headless/carry-out.ts';
import type {Errand} from '../../source/headless/errand.ts';
import {readMachines} from '../../source/headless/read-machines.ts';
import {type Written, wishOf} from '../../source/headless/wish.ts';

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
	readonly ask?: Speaker['ask'];
	readonly apps?: readonly string[];
};

/** Runs a sub-command at a local API inside of this process: everything but the flags and the printing. */
export const runAct = async (
	{url, clock}: {readonly url: string; readonly clock: Clock},
	{parallel = 1, isYes = true, ask, apps = [], ...written}: ActOptions,
): Promise<RunningAct> => {
	const wanted = wishOf({inner: [], signal: undefined, timeoutSeconds: undefined, waitFor: undefined, isForced: false, ...written});
	if (!wanted.ok) {
		throw new Error(wanted.problem);
	}

	const api = createApi({baseUrl: url, token: 'secret', clock, userAgent: 'flydeck-test'});
	const {machines} = await readMachines(api, apps, 'personal', clock);
	const told: string[] = [];
	let begun: Pick<Errand, 'stop'> | undefined;
	const done = carryOut(wanted, {
		api,
		clock,
		isLocal: true,
		host: new URL(url).host,
		organization: 'personal',
		machines,
		tell: line => told.push(line),
		ask,
		parallel,
		isYes,
		openLog: undefined,
		onBegin(errand) {
			begun = errand;
		},
	});
	return {done, told, stop: async () => begun?.stop()};
};
