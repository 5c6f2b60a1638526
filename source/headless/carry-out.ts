import type {ConfigContext} from './act-config.ts';
import {carryOutConfig} from './config-errands.ts';
import {isConfigWish} from './config-wish.ts';
import {createCrew} from './crew.ts';
import {type Errand, type Performed, perform} from './errand.ts';
import {type ErrandOptions, errandOf} from './errands.ts';
import {keepPiped} from './keep-piped.ts';
import {standingLeasesOf} from './standing-leases.ts';
import {type Chosen, chooseTargets} from './targets.ts';
import type {Wish} from './wish.ts';

/** What became of a sub-command: results, or a sentence why nothing was done. */
export type CarriedOut = Performed | {readonly kind: 'none' | 'wrong'; readonly why: string};

type Wanted = {readonly wish: Wish; readonly words: readonly string[]};

export type CarryOutOptions = Omit<ErrandOptions, 'tell'> &
	Pick<ConfigContext, 'tell' | 'ask' | 'consent' | 'runEditor'> & {
		/** The apps that were named; none means all of the organization. */
		readonly apps: readonly string[];
		/** Whether the file of the wish is what came by a pipe, and is nowhere else. */
		readonly isPiped: boolean;
		/** Whether all machines that there are could be read. */
		readonly isWhole: boolean;
		/** Is given what ends it early, before anything is asked or sent. */
		readonly onBegin: (errand: Pick<Errand, 'stop'>, observe: ReturnType<typeof createCrew>['observe']) => void;
	};

/** For what is new: it takes no machine, and has to know of all that there are. */
const chooseNone = (isWhole: boolean): Chosen =>
	isWhole ? {kind: 'found', machines: []} : {kind: 'none', why: 'Nothing was done: not everything could be read.'};

const carryOutWish = async (
	{wish, words}: Wanted,
	{consent, onBegin, ask, runEditor, apps, isWhole, ...options}: Omit<CarryOutOptions, 'isPiped'>,
): Promise<CarriedOut> => {
	const readable = {machines: options.machines, isWhole};
	const nowMs = options.clock.now();
	const leases = standingLeasesOf(options.machines, options.openStanding, nowMs);
	const chosen = wish.kind === 'create' ? chooseNone(isWhole) : chooseTargets(words, readable, nowMs, leases);
	if (chosen.kind !== 'found') {
		return chosen;
	}

	const crew = createCrew(options);
	if (isConfigWish(wish)) {
		const stopping = new AbortController();
		const stop = async (): Promise<void> => {
			stopping.abort();
			await crew.stop();
		};
		onBegin({stop}, crew.observe);
		return carryOutConfig(wish, chosen.machines, apps, {...options, crew, consent, ask, runEditor, signal: stopping.signal});
	}

	const errand = errandOf(wish, options, crew);
	onBegin(errand, crew.observe);
	const known = crew.store.getState();
	return perform(errand, chosen.machines, {tell: options.tell, ask, known, consent, allowing: options.api.allowing});
};

/** The file that a machine is to be changed or made with. */
const appliedFile = (wish: Wish): string | undefined =>
	wish.kind === 'edit' || wish.kind === 'create' || wish.kind === 'clone' ? wish.file : undefined;

/** Does what is wanted to the machines that its words mean. */
export const carryOut = async (wanted: Wanted, {isPiped, ...options}: CarryOutOptions): Promise<CarriedOut> => {
	const done = await carryOutWish(wanted, options);
	const file = isPiped ? appliedFile(wanted.wish) : undefined;
	return file === undefined ? done : keepPiped(done, options.files.read(file), options.files);
};
