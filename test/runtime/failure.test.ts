import {describe, expect, test} from 'vitest';
import {ApiError} from '../../source/api/errors.ts';
import {errorInWords, failureOf} from '../../source/runtime/failure.ts';

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

test('a failed read says when it failed, when it is tried again and whether the token was refused', () => {
	expect(failureOf(refused, 100, 2100)).toEqual({
		message: 'The API refused. (request 01REQ-fra)',
		isUnauthorized: true,
		failedAtMs: 100,
		retryAtMs: 2100,
	});
	expect(failureOf(new Error('cut'), 100, undefined)).toEqual({
		message: 'cut',
		isUnauthorized: false,
		failedAtMs: 100,
		retryAtMs: undefined,
	});
});
