import {printable} from '../domain/text.ts';
import {found, type Result, wrong} from './result.ts';
import {type Environment, firstFilled} from './surroundings.ts';

export const publicBaseUrl = 'https://api.machines.dev';
const variables = ['FLY_FLAPS_BASE_URL', 'FLY_API_HOSTNAME'];
const example = `Write it like ${publicBaseUrl} or http://127.0.0.1:4280.`;

const hostWithoutScheme = /^(?:[^\s/:@?#]+|\[[\da-f:.]+\])(?::\d+)?(?:\/[^\s?#]*)?$/i;
const plainHttpHost = /^(?:localhost|127\.|\[|\d+\.\d+\.\d+\.\d+|[^/:]*\.internal\b)/i;
const schemeOf = /^(?<scheme>[a-z][\d+.a-z-]*):\/\//i;

/** What is wrong with a base URL, as the end of a sentence that begins with its source; undefined when nothing is. */
const problemWith = (value: string): string | undefined => {
	const shown = `"${printable(value)}"`;
	const scheme = schemeOf.exec(value)?.groups?.scheme?.toLowerCase();
	if (scheme === undefined && hostWithoutScheme.test(value)) {
		const written = `${plainHttpHost.test(value) ? 'http' : 'https'}://${printable(value)}`;
		return `is ${shown}, which has no scheme. Write ${written} instead.`;
	}

	if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') {
		return `is ${shown}, but only http:// and https:// addresses can be reached. ${example}`;
	}

	if (scheme === undefined || !URL.canParse(value)) {
		return `is ${shown}, which is not a URL. ${example}`;
	}

	const url = new URL(value);
	if (url.username !== '' || url.password !== '') {
		return `holds a user name or a password, which a Machines API does not take. ${example}`;
	}

	return url.search === '' && url.hash === '' ? undefined : `is ${shown}, which has more than an address in it. ${example}`;
};

/** The address that somebody chose, and where: the flag, then the environment. */
export const givenBaseUrl = (
	flag: string | undefined,
	environment: Environment,
): {readonly name: string; readonly value: string} | undefined =>
	flag?.trim() ? {name: '--api-url', value: flag.trim()} : firstFilled(environment, variables);

/** The version that the paths of the API begin with; the documentation writes it after the address, the client adds it itself. */
const version = /(?:\/v1)?\/*$/;

/** The address of the Machines API without `/v1` and slashes at its end: the one that was chosen, else the public one. */
export const resolveBaseUrl = (flag: string | undefined, environment: Environment): Result<string> => {
	const given = givenBaseUrl(flag, environment);
	if (given === undefined) {
		return found(publicBaseUrl);
	}

	const problem = problemWith(given.value);
	return problem === undefined ? found(given.value.replace(/\/+$/, '').replace(version, '')) : wrong(`${given.name} ${problem}`);
};
