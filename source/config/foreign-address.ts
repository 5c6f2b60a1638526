import {givenBaseUrl, publicBaseUrl} from './base-url.ts';
import {isPrivateAt} from './plain-http.ts';
import {type Environment, firstFilled} from './surroundings.ts';
import {tokenVariables} from './token.ts';

type Written = {
	readonly baseUrl: string;
	readonly flags: {readonly apiUrl?: string | undefined; readonly token?: string | undefined};
	/** The environment alone, without what `.env` adds to it. */
	readonly own: Environment;
	/** With it. */
	readonly environment: Environment;
};

/**
What is wrong with an address that a `.env` names, as the end of a sentence that begins with its variable: whoever wrote that file, which may have
come with a checkout, would be sent a token that is not in it. Undefined when nothing is.
*/
export const foreignAddressProblem = ({baseUrl, flags, own, environment}: Written): string | undefined => {
	const isOfDotEnv = givenBaseUrl(flags.apiUrl, own) === undefined && givenBaseUrl(flags.apiUrl, environment) !== undefined;
	const tokenOfDotEnv =
		!flags.token?.trim() && firstFilled(own, tokenVariables) === undefined ? firstFilled(environment, tokenVariables) : undefined;
	return !isOfDotEnv || tokenOfDotEnv !== undefined || baseUrl === publicBaseUrl || isPrivateAt(baseUrl)
		? undefined
		: `is ${baseUrl} in .env, and the token is not: it is not sent where a file of this directory says. Put both there, or set the address in the environment or by --api-url.`;
};
