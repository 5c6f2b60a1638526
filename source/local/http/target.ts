import type {HttpBindings} from '@hono/node-server';
import type {MiddlewareHandler} from 'hono';
import {refusal} from '../fleet/fault.ts';
import {plainText} from './answer.ts';

/** The path of a request target as it came, before a URL parser has tidied it up: `/v1/apps`, or that of a whole URL. */
const rawPath = (target: string): string => target.replace(/^\w+:\/\/[^/]*/, '').replace(/\?.*$/s, '');

/** Words that a URL parser takes as steps through the path, and not as names. */
const isStep = (word: string): boolean => /^(?:\.|%2e){1,2}$/i.test(word);

/**
Refuses paths that a URL parser would make others of, such as `/v1/apps/web/machines/%2e%2e`: it must not be the app that is deleted because
the id of a machine is two dots. A `#` is the end to it. Throws a 400 Fault where the id of a machine is such a word.
*/
export const refuseSteps: MiddlewareHandler<{Bindings: HttpBindings}> = async ({env: {incoming}}, next) => {
	const path = rawPath(incoming.url ?? '');
	const words = path.split('/');
	const found = words.findIndex(isStep);
	if (found === 5 && words[4] === 'machines') {
		throw refusal('invalid_argument', `invalid machine ID, '${decodeURIComponent(words[found] ?? '')}'`);
	}

	if (found !== -1 || path.includes('#')) {
		return plainText('404 page not found\n', 404);
	}

	return next();
};
