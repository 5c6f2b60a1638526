import type {Segment} from '../../domain/details/line.ts';
import {queryProblemInWords} from '../../domain/query/parse.ts';
import type {QueryProblem} from '../../domain/query/scan.ts';
import {endOf} from '../../domain/wrap.ts';
import type {ShownFilter} from '../../store/filters.ts';

const cursor: Segment = {text: '█'};

/** The share of the room that what is typed has at most: the rest is for what it may go on as. */
const typedShare = 0.75;
const leastRoom = 8;

/** The end of a text, which a person who types looks at, in parts: those are marked that make no sense. */
const endMarked = (text: string, problems: readonly QueryProblem[], isStrong: boolean, room: number): readonly Segment[] => {
	const parts: Segment[] = [];
	const firstAt = text.length - endOf(text, room).length;
	let done = firstAt;
	for (const {at, end} of problems) {
		const from = Math.max(at, done);
		if (end > from) {
			parts.push({text: text.slice(done, from), isStrong}, {text: text.slice(from, end), tone: 'bad', isStrong, isUnderlined: true});
			done = end;
		}
	}

	return [{text: firstAt === 0 ? '' : '…', isFaint: true}, ...parts, {text: text.slice(done), isStrong}].filter(part => part.text !== '');
};

/** The text of a filter as it is typed or kept, with a mark under each letter that makes no sense, on a line that has so many cells left. */
export const filterInput = ({text, problems, isTyped}: ShownFilter, room: number): readonly Segment[] => [
	{text: '/', isStrong: isTyped},
	...endMarked(text, problems, isTyped, Math.max(leastRoom, Math.floor(room * (isTyped ? typedShare : 1)) - 3)),
	...(isTyped ? [cursor] : []),
];

/** What a filter may go on as, or, where nobody types it, what of it makes no sense: each is shown whole or not at all. */
export const besideFilter = ({candidates, cycle, isTyped, problems: [problem]}: ShownFilter): readonly Segment[] => {
	if (!isTyped) {
		return problem === undefined ? [] : [{text: `  ${problem.text}`, tone: 'bad'}];
	}

	const first = cycle?.index ?? 0;
	return candidates.slice(first).map(
		({label, count}, index): Segment => ({
			text: `  ${label}${count === undefined ? '' : ` ${count}`}`,
			...(cycle !== undefined && index === 0 ? {isStrong: true} : {isFaint: true}),
		}),
	);
};

/** What is wrong with a filter that is being typed, in a sentence with the place. */
export const typedProblem = ({isTyped, problems: [problem]}: ShownFilter): string | undefined =>
	isTyped && problem !== undefined ? queryProblemInWords(problem) : undefined;
