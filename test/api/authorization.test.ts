import {expect, test} from 'vitest';
import {authorizationHeader} from '../../source/api/authorization.ts';

test.each([
	{given: 'abc123', header: 'Bearer abc123'},
	{given: 'Bearer abc123', header: 'Bearer abc123'},
	{given: 'bearer  BEARER FlyV1 abc123', header: 'Bearer abc123'},
	{given: 'fm2_abc', header: 'FlyV1 fm2_abc'},
	{given: 'fm1r_abc', header: 'FlyV1 fm1r_abc'},
	{given: 'fm1a_abc', header: 'FlyV1 fm1a_abc'},
	{given: 'FlyV1 fm2_a,fm2_b', header: 'FlyV1 fm2_a,fm2_b'},
	{given: 'Bearer FlyV1 fm2_a , fm2_b', header: 'FlyV1 fm2_a,fm2_b'},
	{given: 'fm2_a,FlyV1 fm2_b', header: 'FlyV1 fm2_a,fm2_b'},
	{given: 'fo1_oauth,fm2_a', header: 'FlyV1 fm2_a'},
	{given: 'fo1_oauth,second', header: 'Bearer fo1_oauth,second'},
	{given: 'bearerless', header: 'Bearer bearerless'},
	{given: ' abc123\r\n', header: 'Bearer abc123'},
	{given: 'abc\u0000\u00E9123', header: 'Bearer abc123'},
	{given: ', ,', header: undefined},
	{given: '', header: undefined},
])('the token $given goes out as $header', ({given, header}) => {
	expect(authorizationHeader(given)).toBe(header);
});
