import {connect} from './connect.ts';
import {matchesQuery} from './domain/query/parse.ts';
import {rowLanguages} from './domain/query/row-language.ts';
import {exitCodes} from './exit-codes.ts';
import type {Consent} from './headless/ask.ts';
import {carryOutDeed} from './headless/carry-out-deed.ts';
import type {WantedDeed} from './headless/deed-targets.ts';
import {appProblem, type DeedWish, deedWishOf, type WrittenDeed} from './headless/deed-wish.ts';
import {readFilter} from './headless/read-filter.ts';
import {readMachines} from './headless/read-machines.ts';
import {readRows, readSnapshots} from './headless/read-rows.ts';
import {rowsJson, rowsText} from './headless/rows-text.ts';
import {print} from './print.ts';
import {readSecret} from './read-secret.ts';
import {missingTokenIn, readOnlyIn, refuse, tell} from './refuse.ts';
import {type ErrandSettings, runErrand} from './run-errand.ts';
import {systemClock} from './runtime/clock.ts';

export type ResourcesOptions = ErrandSettings & {
	readonly written: WrittenDeed;
	readonly consent: Consent;
	/** Which of what is listed; undefined: all. */
	readonly filterText: string | undefined;
};

type ListWish = Exclude<DeedWish, WantedDeed>;

/** Prints a list once. What could not be read is told on stderr. */
const listOnce = async (
	{config, localOptions, userAgent, isJson, filterText = ''}: Omit<ResourcesOptions, 'written'>,
	wish: ListWish,
): Promise<number> => {
	const kind = wish.kind === 'list' ? wish.list : 'snapshots';
	const query = readFilter(filterText, rowLanguages[kind]);
	if (typeof query === 'string') {
		return refuse(exitCodes.usage, query);
	}

	const {api, isLocal, close, killProcesses} = await connect(config, localOptions, userAgent);
	process.on('exit', killProcesses);
	try {
		const place = {api, apps: config.apps, organization: config.organization, clock: systemClock};
		const reading = wish.kind === 'list' ? await readRows(place, wish.list) : await readSnapshots(place, wish.volumeId);
		const {issues, failures, isUnauthorized} = reading;
		const nowMs = systemClock.now();
		const items = reading.items.filter(row => matchesQuery(query, {row, nowMs}));
		if (isJson) {
			await print(rowsJson({kind, isLocal, items, issues, failures}));
		} else if (items.length > 0 || failures.length === 0) {
			await print(rowsText(kind, items, nowMs));
		}

		for (const sentence of [...issues, ...failures]) {
			tell(sentence);
		}

		if (isUnauthorized) {
			return exitCodes.unauthorized;
		}

		return issues.length + failures.length > 0 ? exitCodes.failed : exitCodes.ok;
	} finally {
		await close();
	}
};

const carryOut = async ({consent, ...settings}: Omit<ResourcesOptions, 'written'>, wanted: WantedDeed): Promise<number> => {
	const {list, title, deed, names} = wanted;
	const secret = deed.isNew && deed.needsValue === true ? await readSecret(names[0] ?? '') : undefined;
	if (secret?.ok === false) {
		return refuse(secret.exitCode, secret.problem);
	}

	const value = secret?.value ?? '';
	const [app = ''] = settings.config.apps;
	return runErrand(settings, {
		verb: title,
		async read(place) {
			const rows = await readRows(place, list);
			// Where an app is, its machines tell.
			if (!settings.config.protection.some(({of}) => of === 'region')) {
				return {...rows, machines: []};
			}

			const {machines, failures} = await readMachines(place.api, place.apps, place.organization, place.clock);
			return {...rows, machines, failures: [...rows.failures, ...failures]};
		},
		carryOut: async ({items, machines, failures}, equipment) =>
			failures.length > 0
				? {kind: 'none', why: 'Nothing was done: not everything could be read.'}
				: carryOutDeed(wanted, {...equipment, app, rows: items, machines, value, consent}),
	});
};

/**
Lists things that are no machines, or does to them what a sub-command asks for.

@throws Error with a sentence when nothing was done, the local API cannot be started or the output is lost
*/
export const resources = async ({written, ...options}: ResourcesOptions): Promise<number> => {
	const wanted = deedWishOf(written);
	if (!wanted.ok) {
		return refuse(exitCodes.usage, wanted.problem);
	}

	const {wish} = wanted;
	const misplaced =
		wish.kind === 'deed' && options.filterText !== undefined ? `--filter is for lists: flydeck ${wish.title} wants names.` : undefined;
	const problem =
		misplaced ??
		missingTokenIn(options.config) ??
		(wish.kind === 'deed' ? readOnlyIn(options.config) : undefined) ??
		appProblem(wish, options.config.apps);
	if (problem !== undefined) {
		return refuse(exitCodes.usage, problem);
	}

	return wish.kind === 'deed' ? carryOut(options, wish) : listOnce(options, wish);
};
