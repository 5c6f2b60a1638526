import fc from 'fast-check';
import {expect, test} from 'vitest';
import {syntaxError} from '../../../source/local/http/go-syntax.ts';
import {startTestApi} from '../../helpers/local-server.ts';

/** What encoding/json of Go 1.24 says of each. */
const errors: readonly (readonly [body: string, error: string])[] = [
	['{"a" 1}', "invalid character '1' after object key"],
	['{a:1}', "invalid character 'a' looking for beginning of object key string"],
	["{'a':1}", "invalid character '\\'' looking for beginning of object key string"],
	['{,}', "invalid character ',' looking for beginning of object key string"],
	['{"a":1,}', "invalid character '}' looking for beginning of object key string"],
	['{"a":1 "b":2}', `invalid character '"' after object key:value pair`],
	['{"a":1]', "invalid character ']' after object key:value pair"],
	['{} y', "invalid character 'y' after top-level value"],
	['{"name":"x"} {"name":"y"}', "invalid character '{' after top-level value"],
	['1 2', "invalid character '2' after top-level value"],
	['01', "invalid character '1' after top-level value"],
	['[1 2]', "invalid character '2' after array element"],
	['[1}', "invalid character '}' after array element"],
	['[1,]', "invalid character ']' looking for beginning of value"],
	['{"a":}', "invalid character '}' looking for beginning of value"],
	['}', "invalid character '}' looking for beginning of value"],
	['\ufeff{}', "invalid character 'ï' looking for beginning of value"],
	['\u00a0{}', "invalid character 'Â' looking for beginning of value"],
	['\0', "invalid character '\\x00' looking for beginning of value"],
	['{"a":\v1}', "invalid character '\\v' looking for beginning of value"],
	['\\', "invalid character '\\\\' looking for beginning of value"],
	['\u007f', "invalid character '\\x7f' looking for beginning of value"],
	['NaN', "invalid character 'N' looking for beginning of value"],
	['{"a":"x\n"}', "invalid character '\\n' in string literal"],
	['"\\x"', "invalid character 'x' in string escape code"],
	['"\\u12g4"', "invalid character 'g' in \\u hexadecimal character escape"],
	['-a', "invalid character 'a' in numeric literal"],
	['+1', "invalid character '+' looking for beginning of value"],
	['1.}', "invalid character '}' after decimal point in numeric literal"],
	['1e}', "invalid character '}' in exponent of numeric literal"],
	['1e+]', "invalid character ']' in exponent of numeric literal"],
	['[1.5x]', "invalid character 'x' after array element"],
	['tru}', "invalid character '}' in literal true (expecting 'e')"],
	['falsy', "invalid character 'y' in literal false (expecting 'e')"],
	['nope', "invalid character 'o' in literal null (expecting 'u')"],
	['{', 'unexpected EOF'],
	['{"config":', 'unexpected EOF'],
	['[1,2', 'unexpected EOF'],
	['"abc', 'unexpected EOF'],
	['tru', 'unexpected EOF'],
	['-', 'unexpected EOF'],
];

test.each(errors)('the body %j is refused in the words of Go', async (body, error) => {
	const {call} = await startTestApi();
	expect(await call('POST', '/v1/apps', body)).toMatchObject({status: 400, body: {error}});
});

test('bytes that are no UTF-8 are named one by one, as Go does', () => {
	expect(syntaxError(Buffer.from([0x7b, 0xff]))).toBe("invalid character 'ÿ' looking for beginning of object key string");
	expect(syntaxError(Buffer.from([0x85]))).toBe("invalid character '\\u0085' looking for beginning of value");
	expect(syntaxError(Buffer.from([0xad]))).toBe("invalid character '\\u00ad' looking for beginning of value");
});

test('nothing that is JSON is an error of syntax', () => {
	fc.assert(fc.property(fc.json(), text => syntaxError(Buffer.from(text)) === undefined));
});

const spoilt = fc.tuple(fc.json(), fc.nat(), fc.string({unit: fc.constantFrom(...'{}[]:,"\\u01-.eE+tfn \n'), maxLength: 3}));

test('whatever is not JSON is one, and nothing else', () => {
	fc.assert(
		fc.property(spoilt, ([json, at, mark]) => {
			const place = at % (json.length + 1);
			const text = json.slice(0, place) + mark + json.slice(place + 1);
			const isJson = (() => {
				try {
					JSON.parse(text);
					return true;
				} catch {
					return false;
				}
			})();
			expect(syntaxError(Buffer.from(text)) === undefined).toBe(isJson);
		}),
		{numRuns: 2000},
	);
});
