import type {QueryLanguage} from '../domain/query/language.ts';
import {parseQuery, type Query, queryProblemLines} from '../domain/query/parse.ts';

/** The query of a `--filter`, or what is wrong with it, with a mark under the letters that are meant. Nothing is left out of account where nobody watches. */
export const readFilter = <Subject>(text: string, language: QueryLanguage<Subject>): Query<Subject> | string => {
	const query = parseQuery(text, language);
	const [problem] = query.problems;
	return problem === undefined ? query : ['--filter makes no sense:', ...queryProblemLines(text, problem)].join('\n');
};
