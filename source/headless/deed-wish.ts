import {type Deed, type DeedFlag, type DeedKind, deedFlags, deeds, type Particulars} from './deeds.ts';

/** A sub-command about things that are no machines, as it was written. */
export type WrittenDeed = {
	readonly kind: DeedKind;
	/** What stands after the kind. */
	readonly words: readonly string[];
	/** The value of each flag that says more of it; empty for a switch. */
	readonly given: ReadonlyMap<DeedFlag, string>;
};

/** What a sub-command about things that are no machines is to do. */
export type DeedWish =
	| {readonly kind: 'list'; readonly list: DeedKind}
	| {readonly kind: 'snapshots'; readonly volumeId: string}
	| {
			readonly kind: 'deed';
			readonly list: DeedKind;
			/** The sub-command, as `volumes delete`. */
			readonly title: string;
			readonly deed: Deed;
			/** Ids of what is listed, or the name of what is to be made. */
			readonly names: readonly string[];
			readonly particulars: Omit<Particulars, 'value'>;
	  };

export type DeedWishResult = {readonly ok: true; readonly wish: DeedWish} | {readonly ok: false; readonly problem: string};

const wrong = (problem: string): DeedWishResult => ({ok: false, problem});

const secretsNeverHere = 'The value of a secret is read from stdin or asked for: it never stands on the command line.';

/** What is wrong with the names of a deed. A name of a secret is not repeated: it might be its value. */
const namesProblem = (title: string, deed: Deed, names: readonly string[]): string | undefined => {
	const isMany = deed.wants.endsWith('...');
	const hint = deed.isNew && deed.needsValue === true ? ` ${secretsNeverHere}` : '';
	if (names.length === 0 || (names.length > 1 && !isMany)) {
		return `flydeck ${title} wants ${isMany ? deed.wants : `one ${deed.wants}`}, and got ${names.length}.${hint}`;
	}

	const wanted = deed.isNew ? deed.rule(names[0] ?? '') : undefined;
	return wanted === undefined ? undefined : `flydeck ${title} wants as its ${deed.wants}: ${wanted}.${hint}`;
};

const flagProblem = (title: string, {given}: WrittenDeed, taken: readonly DeedFlag[], needed: DeedFlag | undefined): string | undefined => {
	const odd = deedFlags.find(flag => given.has(flag) && !taken.includes(flag));
	if (odd !== undefined) {
		return `--${odd} is not for flydeck ${title}. See flydeck help ${title.split(' ')[0]}.`;
	}

	return needed === undefined || given.has(needed) ? undefined : `flydeck ${title} wants --${needed} too.`;
};

const snapshotsOf = (written: WrittenDeed, ids: readonly string[]): DeedWishResult => {
	const [volumeId] = ids;
	if (volumeId === undefined || ids.length > 1) {
		return wrong(`flydeck volumes snapshots wants one ID, and got ${ids.length}.`);
	}

	const problem = flagProblem('volumes snapshots', written, [], undefined);
	return problem === undefined ? {ok: true, wish: {kind: 'snapshots', volumeId}} : wrong(problem);
};

/** The verbs of a kind besides `list`. */
const verbsOf = (list: DeedKind): readonly string[] => [...Object.keys(deeds[list]), ...(list === 'volumes' ? ['snapshots'] : [])];

/** What a sub-command about things that are no machines means. */
export const deedWishOf = (written: WrittenDeed): DeedWishResult => {
	const {kind: list, words, given} = written;
	const [verb = 'list', ...rest] = words;
	const title = `${list} ${verb}`;
	if (verb === 'list') {
		const problem = rest.length > 0 ? `flydeck ${title} takes no more words.` : flagProblem(title, written, [], undefined);
		return problem === undefined ? {ok: true, wish: {kind: 'list', list}} : wrong(problem);
	}

	if (title === 'volumes snapshots') {
		return snapshotsOf(written, rest);
	}

	const deed = Object.hasOwn(deeds[list], verb) ? deeds[list][verb] : undefined;
	if (deed === undefined) {
		return wrong(`flydeck ${list} wants one of list, ${verbsOf(list).join(', ')}. See flydeck help ${list}.`);
	}

	const names = list === 'certificates' ? rest.map(name => name.toLowerCase()) : rest;
	const problem = namesProblem(title, deed, names) ?? flagProblem(title, written, deed.flags ?? [], deed.isNew ? undefined : deed.needs);
	if (problem !== undefined) {
		return wrong(problem);
	}

	const size = given.get('size');
	return {
		ok: true,
		wish: {
			kind: 'deed',
			list,
			title,
			deed,
			names: [...new Set(names)],
			particulars: {
				region: given.get('region'),
				sizeGb: size === undefined ? undefined : Number(size),
				isEncrypted: given.get('encrypted') !== 'no',
				isForced: given.has('force'),
			},
		},
	};
};

/** Why it is not known which app something new is for, as a sentence; undefined when it is. */
export const appProblem = (wish: DeedWish, apps: readonly string[]): string | undefined =>
	wish.kind === 'deed' && wish.deed.isNew && wish.list !== 'apps' && apps.length !== 1
		? `flydeck ${wish.title} has to know of which app: add --app NAME${apps.length > 1 ? ', one' : ''}.`
		: undefined;
