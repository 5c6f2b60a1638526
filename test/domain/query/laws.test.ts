import fc from 'fast-check';
import stringWidth from 'string-width';
import {describe, expect, test} from 'vitest';
import type {Machine} from '../../../source/domain/machine.ts';
import {completionsFor} from '../../../source/domain/query/complete.ts';
import {logLanguage} from '../../../source/domain/query/log-language.ts';
import {machineKeys} from '../../../source/domain/query/machine-keys.ts';
import {machineLanguage} from '../../../source/domain/query/machine-language.ts';
import {isNarrower} from '../../../source/domain/query/narrow.ts';
import {matchesQuery, parseQuery, queryProblemLines} from '../../../source/domain/query/parse.ts';
import {rowLanguages} from '../../../source/domain/query/row-language.ts';
import {type QueryTerm, scanQuery} from '../../../source/domain/query/scan.ts';
import {type WrittenTerm, writeTerm} from '../../../source/domain/query/write.ts';
import {printable} from '../../../source/domain/text.ts';
import {machineArbitrary, machinesArbitrary} from '../../helpers/arbitrary-machine.ts';
import {buildConfig, buildMachine, presentMs} from '../../helpers/build-machine.ts';
import {machineQuery, matchesAt, subjectAt} from '../../helpers/diagnose.ts';

const term = fc.constantFrom(
	...['web', 'API', '"name-1"', 'app:web', 'name:*-1', 'state:started,stopped', 'region:fra', 'lease:none', 'check:critical'],
	...['cordoned:yes', 'host:ok', 'size:256mb', '~wn1', '~ir', '/name-[12]/', '/^fra$/', 'why:*exit*', 'started'],
	...['exit:>0', 'exit:137', 'exit:oom', 'exit:none', 'age:>2h', 'for:<5m', 'memory:>=512mb', 'cpus:1', 'restarts:<=3'],
	...['trouble:crash,oom', 'trouble:none', 'lease:mine', 'group:none', 'meta.role:db', 'image:~w1', 'name:~n1'],
);

const anyText = fc.oneof(
	fc.string({unit: 'grapheme'}),
	fc
		.array(fc.oneof(term, fc.constantFrom(...'-!~/":,*\\ <>=([', 'app:', 'age:', 'meta.', 'meta.a:', 'exit:>', 'memory:<', '""')), {
			maxLength: 8,
		})
		.map(parts => parts.join('')),
);

const withoutPlace = (read: QueryTerm): WrittenTerm => {
	const {isNegated} = read;
	return read.kind === 'key'
		? {kind: 'key', isNegated, key: read.key, values: read.values.map(({operator, text}) => ({operator, text}))}
		: {kind: read.kind, isNegated, text: read.text};
};

const words = fc.string({unit: 'grapheme', minLength: 1}).filter(text => !text.includes('"'));

const anyTerm: fc.Arbitrary<WrittenTerm> = fc.oneof(
	fc.record({kind: fc.constantFrom('word' as const, 'fuzzy' as const), isNegated: fc.boolean(), text: words}),
	fc.record({
		kind: fc.constant('key' as const),
		isNegated: fc.boolean(),
		key: fc.constantFrom('app', 'nobody', 'meta.role', 'metadata.x-1'),
		values: fc.array(fc.record({operator: fc.constantFrom('', '~', '>', '>=', '<', '<=' as const), text: words}), {
			minLength: 1,
			maxLength: 3,
		}),
	}),
) as fc.Arbitrary<WrittenTerm>;

const idsOf = (text: string, machines: readonly Machine[]): readonly string[] =>
	machines.filter(machine => matchesAt(machineQuery(text), machine, presentMs)).map(({id}) => id);

describe('for any text and any machines', () => {
	test('nothing is thrown, and each problem has its place in the text', () => {
		fc.assert(
			fc.property(anyText, machineArbitrary('web'), (text, any) => {
				for (const language of [machineLanguage, logLanguage, ...Object.values(rowLanguages)]) {
					const {problems} = parseQuery<never>(text, language);
					expect(problems.every(({at, end}) => at >= 0 && at < end && end <= text.length)).toBe(true);
				}

				expect(typeof matchesAt(machineQuery(text), any, presentMs)).toBe('boolean');
			}),
			{numRuns: 1000},
		);
	});

	test('what is left out as a problem and what counts are all that was written', () => {
		fc.assert(
			fc.property(anyText, text => {
				const {terms, problems, openAt} = scanQuery(text);
				expect(terms.length + problems.length > 0).toBe(text.trim() !== '');
				expect(openAt <= text.length).toBe(true);
			}),
		);
	});

	test('a term that is written and read is the same term', () => {
		fc.assert(
			fc.property(anyTerm, any => {
				const {terms, problems} = scanQuery(writeTerm(any));
				expect(problems).toEqual([]);
				expect(terms.map(withoutPlace)).toEqual([any]);
			}),
			{numRuns: 1000},
		);
	});

	test('what fits a query that is narrower fits the wider one, and one that is gone on with is narrower mostly', () => {
		const typed = fc.array(fc.oneof(term, fc.constantFrom(...'-~/" aeirswn1:')), {maxLength: 4}).map(parts => parts.join(''));
		let narrower = 0;
		fc.assert(
			fc.property(typed, fc.oneof(term, fc.constantFrom(...'aeirswn1 ')), machinesArbitrary('web'), (before, more, machines) => {
				const [wide, narrow] = [`${before}${more}`, before].map(machineQuery);
				for (const [query, other] of [
					[wide, narrow],
					[narrow, wide],
				]) {
					if (query !== undefined && other !== undefined && isNarrower(query, other)) {
						narrower += 1;
						expect(idsOf(other.text, machines)).toEqual(expect.arrayContaining([...idsOf(query.text, machines)]));
					}
				}
			}),
			{numRuns: 1000},
		);
		expect(narrower).toBeGreaterThan(500);
	});

	test.each([
		{query: 'stor', before: 'sto', is: true},
		{query: 'STORM', before: 'sto', is: true},
		{query: '~wb1', before: '~w1', is: true},
		{query: 'state:started web', before: 'state:started', is: true},
		{query: 'state:', before: 'stat', is: false},
		{query: '-web', before: '-we', is: false},
		{query: '~web', before: 'we', is: false},
		{query: '/web/', before: '/we/', is: false},
		{query: 'sto', before: 'stor', is: false},
		{query: 'web', before: 'state:started web', is: false},
	])('"$query" after "$before" is narrower: $is', ({query, before, is}) => {
		expect(isNarrower(machineQuery(query), machineQuery(before))).toBe(is);
	});

	test('so are the terms of any text', () => {
		fc.assert(
			fc.property(anyText, text => {
				const terms = scanQuery(text).terms.map(withoutPlace);
				const again = scanQuery(terms.map(writeTerm).join(' '));
				expect(again.problems).toEqual([]);
				expect(again.terms.map(withoutPlace)).toEqual(terms);
			}),
			{numRuns: 1000},
		);
	});

	test('a term and its negation divide the machines between them', () => {
		fc.assert(
			fc.property(machinesArbitrary('web'), term, fc.constantFrom('-', '!'), (machines, text, sign) => {
				const fits = idsOf(text, machines);
				const others = idsOf(sign + text, machines);
				expect([...fits, ...others].toSorted()).toEqual(machines.map(({id}) => id).toSorted());
			}),
		);
	});

	test('terms hold together as each holds alone, in any order, and twice is once', () => {
		fc.assert(
			fc.property(machineArbitrary('web'), fc.array(term, {minLength: 1, maxLength: 4}), (any, terms) => {
				const fits = (text: string): boolean => matchesAt(machineQuery(text), any, presentMs);
				expect(fits(terms.join(' '))).toBe(terms.every(fits));
				expect(fits(terms.toReversed().join(' '))).toBe(fits(terms.join(' ')));
				expect(fits([...terms, ...terms].join(' '))).toBe(fits(terms.join(' ')));
			}),
		);
	});

	test('a list of values holds where one of them does', () => {
		const lists = fc.constantFrom(
			['state', 'started', 'stopped'],
			['exit', '>100', 'none'],
			['memory', '256mb', '>1gb'],
			['trouble', 'oom', 'crash'],
		);
		fc.assert(
			fc.property(machineArbitrary('web'), lists, (any, [key, left, right]) => {
				const fits = (text: string): boolean => matchesAt(machineQuery(text), any, presentMs);
				expect(fits(`${key}:${left},${right}`)).toBe(fits(`${key}:${left}`) || fits(`${key}:${right}`));
			}),
		);
	});

	test('less, more and the same are all that an amount can be', () => {
		fc.assert(
			fc.property(machineArbitrary('web'), fc.constantFrom(0, 1, 256, 512, 1024, 2048), (any, amount) => {
				const fits = (value: string): boolean => matchesAt(machineQuery(`memory:${value}`), any, presentMs);
				expect([`<${amount}`, `${amount}`, `>${amount}`, 'none'].filter(fits)).toHaveLength(1);
				expect(fits(`>=${amount}`)).toBe(fits(`>${amount}`) || fits(`${amount}`));
				expect(fits(`<=${amount}`)).toBe(fits(`<${amount}`) || fits(`${amount}`));
			}),
		);
	});

	const odd = fc.constantFrom(
		...[
			'plain',
			'two words',
			'a,b',
			'a"b',
			'~x',
			'>5',
			'none',
			'None',
			'DB',
			'db',
			'x:y',
			'-dash',
			'ΑΣ"',
			'*',
			'a*b',
			'日本',
			'a\u001B[31mb',
		],
	);
	const metadataKey = fc.constantFrom('role', 'Role', 'none', '日', 'a/b', 'ü-1', 'a b', 'a"b', 'a,b', 'a:b', '__proto__', 'x\u0007');
	const labelled = fc
		.array(fc.tuple(machineArbitrary('web'), fc.dictionary(metadataKey, fc.oneof(odd, fc.string({unit: 'grapheme'}))), odd), {
			minLength: 1,
			maxLength: 8,
		})
		.map(all =>
			all.map(([machine, metadata, role], index) =>
				subjectAt({...machine, id: `m${index}`, config: buildConfig({raw: {metadata: {...metadata, role}}})}, presentMs),
			),
		);
	const before = fc.constantFrom('', 'web ', 'region:fra,ams ', '-state:started ');
	const begun = fc.constantFrom('', 's', '1', '>', 'A', '日', 'none,', 'none,s', '"', '"two words",', '>1,', '*,', 'x*y,');
	type Subjects = typeof labelled extends fc.Arbitrary<infer Value> ? Value : never;
	const fitting = (text: string, subjects: Subjects): number =>
		subjects.filter(subject => matchesQuery(machineQuery(text), subject)).length;
	const complete = (text: string, subjects: Subjects) =>
		completionsFor(text, machineLanguage, rest => subjects.filter(subject => matchesQuery(machineQuery(rest), subject)));

	test('each value that completes a filter makes sense, and finds as many machines as it says', () => {
		const keys = fc.constantFrom(...machineKeys.keys(), 'meta.role', 'metadata.role', 'meta.日', 'meta.a/b');
		fc.assert(
			fc.property(labelled, before, keys, begun, (subjects, others, key, value) => {
				for (const {text, label, count} of complete(`${others}${key}:${value}`, subjects)) {
					expect({text, problems: machineQuery(text).problems}).toEqual({text, problems: []});
					const last = scanQuery(text).terms.at(-1);
					const [term] = last?.kind === 'key' ? [{...last, values: last.values.slice(-1)}] : [];
					const alone = others + (term === undefined ? '' : writeTerm(term));
					expect({label, alone, found: fitting(alone, subjects)}).toEqual({label, alone, found: count});
					expect(fitting(text, subjects) >= Math.max(1, count ?? 1)).toBe(true);
				}
			}),
			{numRuns: 1000},
		);
	});

	test('each key that completes a filter is one that has values, and is offered again when its beginning is typed', () => {
		fc.assert(
			fc.property(
				labelled,
				fc.constantFrom('', '-'),
				fc.constantFrom('', 'm', 'meta.', 'metadata.', 'meta.日', 'meta.a/'),
				(subjects, sign, key) => {
					for (const {text, label, count} of complete(sign + key, subjects).filter(offered => offered.text.endsWith(':'))) {
						expect({text, problems: machineQuery(`${text}*`).problems}).toEqual({text, problems: []});
						expect(complete(text.slice(0, -1), subjects).map(again => again.text)).toContain(text);
						if (count !== undefined) {
							expect({label, found: fitting(`${label}*`, subjects) <= count}).toEqual({label, found: true});
						}
					}
				},
			),
			{numRuns: 300},
		);
	});

	test('the mark below a query stands under what is meant, however wide the letters are', () => {
		const wide = fc.constantFrom('日本', 'é', 'e\u0301', '🚀', '👨‍👩‍👧', '한', 'ｗ', 'web', 'n\u0303o');
		fc.assert(
			fc.property(fc.array(wide, {maxLength: 4}), wide, (words, odd) => {
				const text = [...words, `state:${odd}`, ...words].join(' ');
				const [problem] = machineQuery(text).problems;
				const [query = '', mark = ''] = problem === undefined ? [] : queryProblemLines(text, problem);
				const shown = printable(odd);
				const at = query.indexOf(`state:${shown}`) + 'state:'.length;
				expect(mark).toBe(' '.repeat(stringWidth(query.slice(0, at))) + '^'.repeat(stringWidth(shown)));
			}),
		);
	});
});

describe('however long a text is', () => {
	const long = 100_000;
	test.each([
		['quotation marks', '"'.repeat(long + 1)],
		['slashes', '/'.repeat(long)],
		['letters', 'a'.repeat(long)],
		['keys', 'a:'.repeat(long)],
		['values', `app:${','.repeat(long)}`],
		['an open list', `app:${'a,'.repeat(long)}"`],
		['backslashes', `/${'\\'.repeat(long)}`],
		['keys of metadata', `meta.${'a'.repeat(long)}`],
		['stars', `name:${'*'.repeat(long)}b`],
		['stars and letters', `name:${'a*'.repeat(long)}`],
		['operators', `age:${'>'.repeat(long)}`],
		['letters in order', `~${'ab'.repeat(long)}`],
		['negations', '-'.repeat(long)],
		['terms', 'app:web '.repeat(long / 10)],
	])('%s are read and looked for in a moment', (_what, text) => {
		const machine = buildMachine({name: 'a'.repeat(5000)});
		const startMs = performance.now();
		const query = machineQuery(text);
		matchesAt(query, machine, presentMs);
		completionsFor(text, machineLanguage, () => [subjectAt(machine, presentMs)]);
		expect(performance.now() - startMs).toBeLessThan(1500);
	});

	test('a regular expression that takes others for ever takes a moment', () => {
		const machine = buildMachine({name: `${'a'.repeat(20_000)}!`});
		const startMs = performance.now();
		expect(matchesAt(machineQuery('/^(a+)+$/'), machine, presentMs)).toBe(false);
		expect(performance.now() - startMs).toBeLessThan(2000);
	});
});
