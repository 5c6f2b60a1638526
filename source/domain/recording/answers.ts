import {keyOf} from './lines.ts';
import type {RecordedExchange} from './recording.ts';

/** The exchanges of a recording by what was asked (`askedOf`: method, path and query), each in the order in which it was asked. */
export type Answers = {
	/** The first from a moment on that nobody has taken yet, which takes it. Moments must not go back. */
	readonly take: (key: string, fromMs: number, untilMs: number) => RecordedExchange | undefined;
	readonly isTaken: (exchange: RecordedExchange) => boolean;
	/** The newest that was answered by a moment. */
	readonly newest: (key: string, atMs: number) => RecordedExchange | undefined;
	/** The first of all. */
	readonly first: (key: string) => RecordedExchange | undefined;
};

export const answersOf = (exchanges: readonly RecordedExchange[], askedOf = keyOf): Answers => {
	const byKey = Map.groupBy(
		exchanges.toSorted((left, right) => left.askedMs - right.askedMs),
		askedOf,
	);
	const places = new Map<string, number>();
	const taken = new Set<RecordedExchange>();
	return {
		take(key, fromMs, untilMs) {
			const asked = byKey.get(key) ?? [];
			let place = places.get(key) ?? 0;
			while ((asked[place]?.askedMs ?? Number.POSITIVE_INFINITY) < fromMs) {
				place += 1;
			}

			const found = asked[place];
			const isSoon = found !== undefined && found.askedMs <= untilMs;
			places.set(key, isSoon ? place + 1 : place);
			if (!isSoon) {
				return undefined;
			}

			taken.add(found);
			return found;
		},
		isTaken: exchange => taken.has(exchange),
		newest: (key, atMs) => byKey.get(key)?.findLast(({answeredMs, outcome}) => answeredMs <= atMs && outcome.kind === 'answer'),
		first: key => byKey.get(key)?.find(({outcome}) => outcome.kind === 'answer'),
	};
};
