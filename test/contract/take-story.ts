import {isJsonObject, type Json} from '../../source/domain/json.ts';
import type {Call} from '../helpers/local-server.ts';
import {machinesApiDir} from '../helpers/machines-api-dir.ts';
import {validateAnswer} from '../helpers/openapi.ts';
import {begun, type Step, story, type Values} from './openapi-story.ts';

const textAt = (value: Json | undefined, path: string): string => {
	const found = path.split('.').reduce<Json | undefined>((inside, key) => (isJsonObject(inside) ? inside[key] : undefined), value);
	return typeof found === 'string' ? found : JSON.stringify(found ?? '');
};

const filledIn = (path: string, values: Values): string =>
	path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));

const take = async (call: Call, step: Step, values: Values): Promise<{readonly problems: readonly string[]; readonly values: Values}> => {
	const {query, body, status = 200, keep = {}} = step;
	const [method = '', path = ''] = step.call.split(' ');
	const url = `/v1${filledIn(path, values)}${query === undefined ? '' : `?${query}`}`;
	const sent = typeof body === 'function' ? body(values) : body;
	const reply = await call(method, url, sent, {headers: {'fly-machine-lease-nonce': values.nonce ?? ''}});
	const answered = reply.status === status ? [] : [`answered ${reply.status}, not ${status}`];
	const kept = Object.entries(keep).map(([name, at]) => [name, textAt(reply.body, at)] as const);
	const wrong = machinesApiDir === undefined ? [] : validateAnswer({method, path}, reply.status, reply.text);
	return {
		problems: [...answered, ...wrong].map(problem => `${step.call}: ${problem}`),
		values: {...values, ...Object.fromEntries(kept)},
	};
};

/**
Calls every operation of the story over HTTP. What is wrong with the answers is answered: their statuses always, their bodies where the
published document is there to compare them with.
*/
export const takeStory = async (call: Call): Promise<readonly string[]> => {
	const problems: string[] = [];
	let values = begun;
	for (const step of story) {
		const taken = await take(call, step, values);
		problems.push(...taken.problems);
		values = taken.values;
	}

	return problems;
};
