const schemeWord = /^\s*(?:Bearer|FlyV1)\s+/i;
const macaroon = /^fm(?:1r|1a|2)_/;

const withoutSchemes = (text: string): string => {
	let rest = text;
	while (schemeWord.test(rest)) {
		rest = rest.replace(schemeWord, '');
	}

	return rest;
};

/** The single tokens in what a user gave as a token: scheme words stripped, split on commas, only characters that a header can carry. */
export const tokensIn = (given: string): readonly string[] =>
	withoutSchemes(given)
		.split(',')
		.map(part => withoutSchemes(part).replace(/[^\u0021-\u007E]/g, ''))
		.filter(part => part !== '');

/**
The `Authorization` header that the Machines API expects: all macaroons after `FlyV1` when there are any, else the tokens after `Bearer`.
Undefined when nothing was given that could be a token.
*/
export const authorizationHeader = (given: string): string | undefined => {
	const tokens = tokensIn(given);
	const macaroons = tokens.filter(token => macaroon.test(token));
	if (macaroons.length > 0) {
		return `FlyV1 ${macaroons.join(',')}`;
	}

	return tokens.length > 0 ? `Bearer ${tokens.join(',')}` : undefined;
};
