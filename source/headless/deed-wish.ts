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

const isEmpty = (name: string): boolean => name.trim() === '';

/** What is wrong with how many names there are. One that is empty, as of a variable that is not set, is a mistake even among others. */
const countProblem = (title: string, wants: string, names: readonly string[]): string | undefined => {
	const one = wants.replace(/ \.\.\.$/, '');
	const isMany = one !== wants;
	const what = `flydeck ${title} wants one ${one}${isMany ? ' or more' : ''}`;
	if (names.length === 0 || (names.length > 1 && !isMany)) {
		return `${what}, and got ${names.length}.`;
	}

	return names.some(isEmpty) ? `${what}, and got an empty one.` : undefined;
};

/** What is wrong with the name of something new. It is not repeated: that of a secret might be its value. */
const newNameProblem = (title: string, deed: Deed, [name = '']: readonly string[]): string | undefined => {
	const wanted = deed.isNew ? deed.rule(name) : undefined;
	return wanted === undefined ? undefined : `flydeck ${title} wants as its ${deed.wants}: ${wanted}.`;
};

const namesProblem = (title: string, deed: Deed, names: readonly string[]): string | undefined => {
	const problem = countProblem(title, deed.wants, names) ?? newNameProblem(title, deed, names);
	const hint = deed.isNew && deed.needsValue === true ? ` ${secretsNeverHere}` : '';
	return problem === undefined ? undefined : `${problem}${hint}`;
};

const flagProblem = (title: string, {given}: WrittenDeed, taken: readonly DeedFlag[], needed: DeedFlag | undefined): string | undefined => {
	const odd = deedFlags.find(flag => given.has(flag) && !taken.includes(flag));
	if (odd !== undefined) {
		return `--${odd} is not for flydeck ${title}. See flydeck help ${title.split(' ')[0]}.`;
	}

	return needed === undefined || given.has(needed) ? undefined : `flydeck ${title} wants --${needed} too.`;
};

const snapshotsOf = (written: WrittenDeed, ids: readonly string[]): DeedWishResult => {
	const [volumeId = ''] = ids;
	const problem = countProblem('volumes snapshots', 'ID', ids) ?? flagProblem('volumes snapshots', written, [], undefined);
	return problem === undefined ? {ok: true, wish: {kind: 'snapshots', volumeId}} : wrong(problem);
};

/** What can be done with a kind. */
export const verbsOf = (list: DeedKind): readonly string[] => [
	'list',
	...Object.keys(deeds[list]),
	...(list === 'volumes' ? ['snapshots'] : []),
];

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
		return wrong(`flydeck ${list} wants one of ${verbsOf(list).join(', ')}. See flydeck help ${list}.`);
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
