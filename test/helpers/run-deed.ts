import {createApi} from '../../source/api/api.ts';
import type {Observe} from '../../source/api/observe.ts';
import type {Clock} from '../../source/domain/clock.ts';
import type {Speaker} from '../../source/headless/ask.ts';
import type {CarriedOut} from '../../source/headless/carry-out.ts';
import {carryOutDeed} from '../../source/headless/carry-out-deed.ts';
import {deedWishOf} from '../../source/headless/deed-wish.ts';
import type {DeedFlag, DeedKind} from '../../source/headless/deeds.ts';
import {readMachines} from '../../source/headless/read-machines.ts';
import {readRows} from '../../source/headless/read-rows.ts';
import {patternsOf} from './patterns-of.ts';

type DeedOptions = {
	readonly given?: Readonly<Partial<Record<DeedFlag, string>>>;
	readonly app?: string;
	readonly value?: string;
	readonly isYes?: boolean;
	/** The words that are given beforehand. */
	readonly confirm?: string;
	/** Patterns of what is protected. */
	readonly protect?: readonly string[];
	readonly ask?: Speaker['ask'];
};

export type RanDeed = {
	readonly done: CarriedOut;
	/** What was told beside the results. */
	readonly told: readonly string[];
};

/** Runs a sub-command about things that are no machines at a local API inside of this process: everything but the flags and the printing. */
export const runDeed = async (
	{url, clock}: {readonly url: string; readonly clock: Clock},
	kind: DeedKind,
	words: readonly string[],
	{given = {}, app = 'web', value = '', isYes = false, confirm, protect = [], ask}: DeedOptions = {},
): Promise<RanDeed> => {
	const flags = new Map(Object.entries(given).map(([flag, text]) => [flag as DeedFlag, text]));
	const wanted = deedWishOf({kind, words, given: flags});
	if (!wanted.ok || wanted.wish.kind !== 'deed') {
		throw new Error(wanted.ok ? 'this only lists' : wanted.problem);
	}

	let observe: Observe = () => {};
	const protection = patternsOf(...protect);
	const api = createApi({
		baseUrl: url,
		token: 'secret',
		clock,
		userAgent: 'flydeck-test',
		protection,
		observe: exchange => observe(exchange),
	});
	const {machines} = await readMachines(api, [], 'personal', clock);
	const {items, failures} = await readRows({api, apps: [], organization: 'personal', clock}, kind);
	if (failures.length > 0) {
		throw new Error(failures.join('\n'));
	}

	const told: string[] = [];
	const done = await carryOutDeed(wanted.wish, {
		api,
		clock,
		isLocal: true,
		host: new URL(url).host,
		organization: 'personal',
		protection,
		machines,
		app,
		rows: items,
		value,
		tell: line => told.push(line),
		ask,
		consent: {isYes, confirm},
		openLog: undefined,
		onBegin(_runner, observeRequest) {
			observe = observeRequest;
		},
	});
	return {done, told};
};
