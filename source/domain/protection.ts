/** What keeps apps or regions from being changed in passing. */
export type ProtectedPattern = {
	/** As it was written, with what it is of: `app:prod-*`. */
	readonly text: string;
	readonly of: 'app' | 'region';
	readonly glob: string;
};

/** What a change would reach: a machine or a volume, else what an app has of a kind. */
export type Subject = {
	readonly app: string;
	/** As the paths of the API call it; empty: the app itself. */
	readonly kind: string;
	/** Empty: all of the kind, or what is new of it. */
	readonly id: string;
	/** Where that is, as far as it is known: of what belongs to a whole app, every region where it has machines. */
	readonly regions: readonly string[];
};

/** The kinds of which each is protected, and allowed to be changed, by itself. */
export const kindsWithIds: ReadonlySet<string> = new Set(['machines', 'volumes']);

/** What tells one subject from another. */
export const subjectKey = ({app, kind, id}: Subject): string => [app, kind, id].join('/');

const written = /^(?:(?<of>app|region):)?(?<glob>[\w.*-]+)$/i;

/** Reads a pattern such as `app:prod-*`, `region:fra` or `prod-*`, which means apps; undefined where it is none. */
export const parseProtected = (text: string): ProtectedPattern | undefined => {
	const {of, glob} = written.exec(text)?.groups ?? {};
	if (glob === undefined) {
		return undefined;
	}

	const kind = of?.toLowerCase() === 'region' ? 'region' : 'app';
	return {text: `${kind}:${glob}`, of: kind, glob};
};

/** Whether a name fits, in any case: a pattern that protects nothing because of a capital letter is worse than one that protects more. */
const fits = (glob: string, name: string): boolean => {
	const text = name.toLowerCase();
	const [first = '', ...parts] = glob.toLowerCase().split('*');
	const last = parts.pop();
	if (last === undefined) {
		return text === first;
	}

	let from = text.startsWith(first) ? first.length : -1;
	for (const part of parts) {
		const at = from === -1 ? -1 : text.indexOf(part, from);
		from = at === -1 ? -1 : at + part.length;
	}

	return from !== -1 && text.length - last.length >= from && text.endsWith(last);
};

/** The first pattern that protects any of some subjects, as it is told; undefined where none does. */
export const protectedBy = (patterns: readonly ProtectedPattern[], subjects: readonly Subject[]): string | undefined =>
	patterns.find(({of, glob}) => subjects.some(({app, regions}) => (of === 'app' ? [app] : regions).some(name => fits(glob, name))))?.text;
