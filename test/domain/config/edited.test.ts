import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {editorText, readEdited} from '../../../source/domain/config/edited.ts';
import {jsonFault} from '../../../source/domain/config/json-fault.ts';
import {configArbitrary} from './arbitrary-config.ts';

test('an editor gets the config indented, in its order, under a head of comments', () => {
	expect(editorText({image: 'nginx', env: {B: '1', A: '2'}}, ['Machine web', 'two\nlines\u001b[31m', ''])).toBe(`// Machine web
// two
// lines[31m
//
{
  "image": "nginx",
  "env": {
    "B": "1",
    "A": "2"
  }
}
`);
});

describe('what comes back', () => {
	test.each([
		['as it was', '{"image": "nginx"}'],
		['with comments of both kinds and empty lines on top', '# one\n\n  // two\r\n#\n{"image": "nginx"}'],
		['with a byte order mark', '\ufeff// one\n{"image": "nginx"}\n'],
	])('%s is read', (_, text) => {
		expect(readEdited(text)).toEqual({ok: true, config: {image: 'nginx'}, warnings: []});
	});

	test.each([
		['', 'there is no config in this text'],
		['// only a head\n\n', 'there is no config in this text'],
		['{', 'line 1, column 2: the text ends here, before the config does'],
		['// head\n{\n  "image": "nginx",\n}\n', 'line 4, column 1: the last item has a comma after it'],
		['{"a": [1, 2,]}', 'line 1, column 13: the last item has a comma after it'],
		['{\n  "a": 1\n  "b": 2\n}', 'line 3, column 3: a comma or the end of the list or object is expected here'],
		['{"a" 1}', 'line 1, column 6: a : is expected here, between a key and its value'],
		['{a: 1}', 'line 1, column 2: a key in double quotes or } is expected here'],
		['{"a": 1, b: 2}', 'line 1, column 10: a key in double quotes is expected here'],
		["{'a': 1}", 'line 1, column 2: texts are in double quotes'],
		['{"a": \'x\'}', 'line 1, column 7: texts are in double quotes'],
		['{"a": "x}', 'line 1, column 7: this text is not closed, or has a character in it that must be written with a backslash'],
		['{"a": 1 // why\n}', 'line 1, column 9: comments are only read above the config'],
		['{"a": 01}', 'line 1, column 7: a value is expected here'],
		['{"a": True}', 'line 1, column 7: a value is expected here'],
		['{"a": 1]', 'line 1, column 8: a comma or the end of the list or object is expected here'],
		['{} {}', 'line 1, column 4: nothing more is expected here'],
		['[1', 'line 1, column 3: the text ends here, before the config does'],
		['{}', 'image is missing'],
		['null', 'the config must be an object, not null'],
	])('%j is refused', (text, sentence) => {
		expect(readEdited(text)).toEqual({ok: false, problems: [sentence]});
	});

	test('with several mistakes tells them all, without the secrets beside them', () => {
		expect(readEdited('{"guest": {"cpus": 3}, "env": {"KEY": "hunter2"}}')).toEqual({
			ok: false,
			problems: ['guest.cpus must be one of 1, 2, 4, 6, 8 for shared cpus, not 3', 'image is missing'],
		});
	});

	test('with what was accepted before is only warned of', () => {
		const text = editorText({image: 'nginx', schedule: 'yearly'});
		expect(readEdited(text, {image: 'web', schedule: 'yearly'})).toMatchObject({ok: true, warnings: [expect.stringContaining('schedule')]});
	});
});

test('any config comes back as it went', () => {
	fc.assert(
		fc.property(configArbitrary, fc.array(fc.string()), (config, head) => {
			const result = readEdited(editorText(config, head));
			expect(result.ok && JSON.stringify(result.config)).toBe(JSON.stringify(config));
		}),
	);
});

test('a fault is found in exactly the texts that are no JSON', () => {
	const fragment = fc.constantFrom(
		'{',
		'}',
		'[',
		']',
		',',
		':',
		' ',
		'\n',
		'"a"',
		'"',
		'\\',
		'1',
		'-',
		'0',
		'.5',
		'1e3',
		'true',
		'null',
		'x',
		"'",
		'//',
		'\\u00e9',
	);
	const nearly = fc.tuple(fc.json(), fc.nat(), fragment).map(([json, at, piece]) => {
		const place = at % (json.length + 1);
		return json.slice(0, place) + piece + json.slice(place + 1);
	});
	fc.assert(
		fc.property(
			fc.oneof(
				fc.json(),
				nearly,
				fc.array(fragment).map(pieces => pieces.join('')),
			),
			text => {
				const isJson = (() => {
					try {
						JSON.parse(text);
						return true;
					} catch {
						return false;
					}
				})();
				const fault = jsonFault(text);
				expect(fault === undefined).toBe(isJson);
				expect(fault?.offset ?? 0).toBeLessThanOrEqual(text.length);
			},
		),
		{numRuns: 500},
	);
});

test('a text that is nested very deeply is no reason to fail', () => {
	expect(jsonFault('['.repeat(100_000))?.offset).toBe(100_000);
});
