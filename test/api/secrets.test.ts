import {expect, test} from 'vitest';
import {createRedact} from '../../source/api/secrets.ts';

test.each([
	{given: ['sesame-open'], text: 'say sesame-open twice: sesame-open', shown: 'say [secret] twice: [secret]'},
	{given: ['FlyV1 fm2_first,fm2_second'], text: 'fm2_second and fm2_first', shown: '[secret] and [secret]'},
	{given: ['Bearer sesame-open\n'], text: 'Bearer sesame-open', shown: '[secret]'},
	{given: ['sesame', 'sesame-open'], text: 'sesame-open', shown: '[secret]'},
	{given: ['sesame-open', 'n0nce-n0nce'], text: 'nonce n0nce-n0nce', shown: 'nonce [secret]'},
	{given: ['t', undefined, ''], text: 'a text', shown: 'a text'},
])('with the secrets $given, "$text" reads "$shown"', ({given, text, shown}) => {
	expect(createRedact(given)(text)).toBe(shown);
});
