import {expect, test} from 'vitest';
import type {ApiErrorKind} from '../../source/api/errors.ts';
import {createOutageTeller} from '../../source/headless/tell-outage.ts';

const out = 'The API does not answer: read machine a of app web.';
const back = 'The API answers again.';

test.each<{readonly errors: readonly (ApiErrorKind | undefined)[]; readonly tells: readonly string[]}>([
	{errors: [undefined, 'server', 'not-found'], tells: []},
	{errors: ['unreachable', 'timeout', 'unreachable'], tells: [out]},
	{errors: ['timeout', 'cancelled', 'unreachable'], tells: [out]},
	{errors: ['unreachable', undefined, undefined], tells: [out, back]},
	{errors: ['unreachable', 'server', 'unreachable'], tells: [out, back, out]},
])('of calls that end with $errors it is told once that the API does not answer', ({errors, tells}) => {
	const told: string[] = [];
	const observe = createOutageTeller(sentence => told.push(sentence));
	for (const error of errors) {
		observe({
			method: 'GET',
			path: '/v1',
			deed: 'read machine a of app web',
			status: undefined,
			requestId: undefined,
			startedAtMs: 0,
			tookMs: 0,
			...(error === undefined ? {} : {error}),
		});
	}

	expect(told).toEqual(tells);
});
