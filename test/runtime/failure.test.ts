import {describe, expect, test} from 'vitest';
import {ApiError, type ApiErrorKind} from '../../source/api/errors.ts';
import {causeInWords, errorInWords, failureOf} from '../../source/runtime/failure.ts';
import type {FailureKind} from '../../source/store/state.ts';

const refused = new ApiError('The API refused.', {kind: 'unauthorized', requestId: '01REQ-fra'});

describe('an error in words', () => {
	test.each<readonly [string, unknown, string]>([
		['of the API ends in its request id', refused, 'The API refused. (request 01REQ-fra)'],
		['of the API that names its request id does so once', new ApiError('No: 01REQ.', {kind: 'server', requestId: '01REQ'}), 'No: 01REQ.'],
		['of the API without a request id is its sentence', new ApiError('Not there.', {kind: 'unreachable'}), 'Not there.'],
		['of anything else is one printable line', new Error('two\nlines\u001B[31m'), 'two lines[31m'],
		['that is no error at all is its text', 'plain', 'plain'],
	])('%s', (_title, error, words) => {
		expect(errorInWords(error)).toBe(words);
	});
});

describe('the cause alone', () => {
	test.each<readonly [string, unknown, string]>([
		['is what the API said, after its status', new ApiError('x', {kind: 'conflict', status: 409, detail: 'busy'}), '409 busy'],
		[
			'ends in the request id',
			new ApiError('x', {kind: 'server', status: 500, detail: 'oh', requestId: '01REQ'}),
			'500 oh (request 01REQ)',
		],
		['is why there was no answer', new ApiError('x', {kind: 'timeout', detail: 'no answer within 10 s'}), 'no answer within 10 s'],
		['is what is wrong with the answer', new ApiError('x', {kind: 'malformed', status: 200, detail: 'an empty body'}), 'an empty body'],
		['is the whole sentence where there is no more', new ApiError('It failed.', {kind: 'server', status: 500}), 'It failed.'],
		['is the message of any other error', new Error('cut'), 'cut'],
	])('%s', (_title, error, words) => {
		expect(causeInWords(error)).toBe(words);
	});
});

test('a failed read says when it failed, when it is tried again and why', () => {
	expect(failureOf(refused, 100, 2100)).toEqual({
		kind: 'unauthorized',
		status: undefined,
		cause: '(request 01REQ-fra)',
		message: 'The API refused. (request 01REQ-fra)',
		failedAtMs: 100,
		retryAtMs: 2100,
	});
	expect(failureOf(new Error('cut'), 100, undefined)).toEqual({
		kind: 'malformed',
		status: undefined,
		cause: 'cut',
		message: 'cut',
		failedAtMs: 100,
		retryAtMs: undefined,
	});
});

test.each<readonly [ApiErrorKind, FailureKind]>([
	['unreachable', 'offline'],
	['timeout', 'offline'],
	['rate-limited', 'limited'],
	['unauthorized', 'unauthorized'],
	['forbidden', 'forbidden'],
	['not-found', 'not-found'],
	['malformed', 'malformed'],
	['server', 'server'],
	['deadline', 'server'],
	['invalid', 'refused'],
])('a read that failed as %s is kept as %s', (kind, kept) => {
	expect(failureOf(new ApiError('x', {kind, status: 400}), 0, undefined)).toMatchObject({kind: kept, status: 400});
});
