import {kindsWithIds, type ProtectedPattern, protectedBy, type Subject, subjectKey} from '../domain/protection.ts';
import type {Call} from './client.ts';

type Change = Pick<Call<NonNullable<unknown>>, 'path' | 'body' | 'isOwnLease'>;

/** Something that is in a region. */
type Place = {readonly id: string; readonly region: string};

/** Keeps what is protected from being changed by whatever did not ask for it first. */
export type Guard = {
	/** Does work that may change these subjects, and no other ones that are protected. */
	readonly allowing: <Value>(subjects: readonly Subject[], work: () => Promise<Value>) => Promise<Value>;
	/** Is told of all machines or volumes of an app, or of one more. */
	readonly saw: (kind: string, app: string, places: readonly Place[], isAll: boolean) => void;
	/** By which pattern a change must not be sent; undefined when it may. */
	readonly patternAgainst: (change: Change) => string | undefined;
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Decides on changes by their paths and by the regions that were read last, whatever the rest of the program knows. */
export const createGuard = (patterns: readonly ProtectedPattern[]): Guard => {
	const allowed = new Map<string, number>();
	/** Regions by id, by app and kind. */
	const known = new Map<string, Map<string, string>>();

	const count = (subject: Subject, by: number): void => {
		const key = subjectKey(subject);
		const sum = (allowed.get(key) ?? 0) + by;
		if (sum === 0) {
			allowed.delete(key);
		} else {
			allowed.set(key, sum);
		}
	};

	const regionsOf = (app: string, kind: string, id: string, wished: string): readonly string[] => {
		if (!kindsWithIds.has(kind)) {
			return [...(known.get(`${app}/machines`)?.values() ?? [])];
		}

		return [id === '' ? wished : (known.get(`${app}/${kind}`)?.get(id) ?? '')];
	};

	const subjectOf = ({path, body}: Change): Subject => {
		const [, app = textOf(body?.name), kind = '', part = ''] = path;
		const id = kindsWithIds.has(kind) ? part : '';
		return {app, kind, id, regions: regionsOf(app, kind, id, textOf(body?.region))};
	};

	return {
		async allowing(subjects, work) {
			for (const subject of subjects) {
				count(subject, 1);
			}

			try {
				return await work();
			} finally {
				for (const subject of subjects) {
					count(subject, -1);
				}
			}
		},
		saw(kind, app, places, isAll) {
			const key = `${app}/${kind}`;
			const before = isAll ? undefined : known.get(key);
			known.set(key, new Map([...(before ?? []), ...places.map(({id, region}) => [id, region] as const)]));
		},
		patternAgainst(change) {
			if (patterns.length === 0 || change.isOwnLease === true) {
				return undefined;
			}

			const subject = subjectOf(change);
			return allowed.has(subjectKey(subject)) ? undefined : protectedBy(patterns, [subject]);
		},
	};
};
