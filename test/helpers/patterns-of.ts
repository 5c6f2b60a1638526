import {type ProtectedPattern, parseProtected} from '../../source/domain/protection.ts';

/** Patterns as flydeck reads them. Throws when one is none. */
export const patternsOf = (...texts: readonly string[]): readonly ProtectedPattern[] =>
	texts.map(text => {
		const pattern = parseProtected(text);
		if (pattern === undefined) {
			throw new Error(`${text} is no pattern`);
		}

		return pattern;
	});
