import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {parseQuery, queryProblemInWords, wordAsName} from '../../source/domain/query.ts';
import {machineArbitrary, machinesArbitrary} from '../helpers/arbitrary-machine.ts';
import {buildCheck, buildConfig, buildExitEvent, buildLease, buildMachine, presentMs} from '../helpers/build-machine.ts';
import {matchesAt} from '../helpers/diagnose.ts';

const machine = buildMachine({
	id: '148e123456abcd',
	name: 'front-7',
	app: 'shop',
	state: 'stopped',
	region: 'ams',
	instanceId: '01JMXW',
	checks: [buildCheck({name: 'db', status: 'critical'})],
	lease: buildLease({owner: 'mia@example.com'}),
	events: [buildExitEvent({exitCode: 1})],
	config: buildConfig({
		image: 'ghcr.io/acme/Web:3',
		processGroup: 'worker',
		raw: {metadata: {role: 'Two Words', fly_platform_version: 'v2'}},
	}),
});

const bare = buildMachine({config: undefined, instanceId: undefined, checks: [], lease: undefined, name: ''});

describe('a query', () => {
	test.each([
		['', true],
		['  ', true],
		['148e12', true],
		['front', true],
		['shop', true],
		['stop', true],
		['ams', true],
		['worker', true],
		['acme/web:3', true],
		['"web:3"', true],
		['exit', true],
		['FRONT Ams', true],
		[' ams  front ', true],
		['front-7', true],
		['ams back', false],
		['frontshop', false],
		['fra', false],
		['app:shop', true],
		['app:sho', false],
		['app:sho*', true],
		['APP:Shop', true],
		['id:148e123456abcd', true],
		['id:148e*', true],
		['id:*abcd', true],
		['id:*e1*6*d', true],
		['id:1*1', false],
		['name:front-7', true],
		['name:front', false],
		['name:front-*', true],
		['name:*', true],
		['state:stopped', true],
		['state:started,stopped', true],
		['state:started', false],
		['state:stop*', true],
		['region:fra,ams', true],
		['region:fra', false],
		['region:ams,', true],
		['image:ghcr.io/acme/web:3', true],
		['image:web:3', true],
		['image:web', true],
		['image:eb', false],
		['check:critical', true],
		['check:db', true],
		['check:passing', false],
		['check:none', false],
		['lease:mia@example.com', true],
		['lease:*', true],
		['lease:none', false],
		['size:sh1/256', true],
		['size:shared-cpu-1x', true],
		['size:256mb', true],
		['size:512mb', false],
		['version:01jmxw', true],
		['instance:01JMXW', true],
		['cordoned:no', true],
		['cordoned:yes', false],
		['host:ok', true],
		['host:unreachable', false],
		['why:exit*', true],
		['metadata.role:"two words"', true],
		['metadata.role:two*', true],
		['metadata.fly_platform_version:v2', true],
		['metadata.Role:*', false],
		['metadata.none:none', true],
		['metadata.constructor:none', true],
		['-app:shop', false],
		['-app:web', true],
		['!fra', true],
		['-ams', false],
		['!-ams', true],
		['"-7"', true],
		['~frt', true],
		['~rtf', false],
		['-~frt', false],
		['/^front-\\d$/', true],
		['/FRONT/', true],
		['/acme\\/web/', true],
		['/two words/', false],
		['!/front/', false],
		['/exit/', true],
		['app:shop -region:fra !stopped', false],
		['app:shop -region:fra stopped', true],
	])('"%s" on that machine: %s', (text, matches) => {
		const query = parseQuery(text);
		expect(query.problems).toEqual([]);
		expect(matchesAt(query, machine, presentMs)).toBe(matches);
	});

	test.each([
		'web fra',
		'name:none',
		'image:none',
		'check:none',
		'lease:none',
		'size:none',
		'version:none',
		'metadata.role:none',
		'-name:*',
	])('"%s" finds a machine of which little is known', text => {
		expect(matchesAt(parseQuery(text), bare, presentMs)).toBe(true);
	});

	test('a lease that has run out is none', () => {
		const later = presentMs + 120_000;
		expect(matchesAt(parseQuery('lease:none'), machine, later)).toBe(true);
		expect(matchesAt(parseQuery('lease:*'), machine, later)).toBe(false);
	});

	test('looks at the reason of the moment', () => {
		const stopping = buildMachine({state: 'stopping', events: [], updatedAtMs: presentMs});
		const query = parseQuery('stuck');
		expect(matchesAt(query, stopping, presentMs)).toBe(false);
		expect(matchesAt(query, stopping, presentMs + 600_000)).toBe(true);
	});
});

describe('what makes no sense', () => {
	test.each([
		['web foo:bar', 'At letter 5: there is no key "foo": those are app, id, name, '],
		['nginx:latest', 'At letter 1: there is no key "nginx"'],
		['constructor:x', 'At letter 1: there is no key "constructor"'],
		['state:startd', 'At letter 1: state is never "startd": it is creating, created, '],
		['-cordoned:maybe', 'At letter 1: cordoned is never "maybe": it is yes, no.'],
		['host:ok,dead', 'At letter 1: host is never "dead": it is ok, unknown, unreachable.'],
		['a region:', 'At letter 3: region: wants a value.'],
		['region: fra', 'At letter 1: region: wants a value.'],
		['region:,', 'At letter 1: region: wants a value.'],
		['/[/', 'At letter 1: /[/ is not a regular expression: missing closing ]: `[`.'],
		['/web', 'At letter 1: a regular expression ends in another /.'],
		['//', 'At letter 1: a regular expression ends in another /.'],
		['/usr/bin', 'At letter 1: after the regular expression /usr/ comes a space, not "bin".'],
		['"web', 'At letter 1: a quotation mark is still open.'],
		['web app:"shop', 'At letter 5: a quotation mark is still open.'],
		['app:sh"op', 'At letter 1: a quotation mark is still open.'],
		['-', 'At letter 1: a term is not finished.'],
		['ams !', 'At letter 5: a term is not finished.'],
		['~', 'At letter 1: a term is not finished.'],
		['""', 'At letter 1: a term is not finished.'],
	])('"%s" is told: %s', (text, says) => {
		const [problem, ...others] = parseQuery(text).problems;
		expect(problem && queryProblemInWords(problem).startsWith(says)).toBe(true);
		expect(others).toEqual([]);
	});

	test('filters nothing away, while the rest does', () => {
		const query = parseQuery('foo:bar region:ams state:');
		expect(query.problems.map(({at}) => at)).toEqual([0, 19]);
		expect(matchesAt(query, machine, presentMs)).toBe(true);
		expect(matchesAt(query, buildMachine({region: 'fra'}), presentMs)).toBe(false);
	});
});

test('words that are names reach no machine by a part of them', () => {
	const matches = (word: string): boolean => matchesAt(parseQuery(word, wordAsName), machine, presentMs);
	expect([matches('front-7'), matches('FRONT-7'), matches('148e123456abcd')]).toEqual([true, true, true]);
	expect([matches('front'), matches('front-70'), matches('shop'), matches('148e')]).toEqual([false, false, false, false]);
});

const term = fc.constantFrom(
	...['web', 'API', '"name-1"', 'app:web', 'name:*-1', 'state:started,stopped', 'region:fra', 'lease:none', 'check:critical'],
	...['cordoned:yes', 'host:ok', 'size:256mb', '~wn1', '~ir', '/name-[12]/', '/^fra$/', 'why:*exit*', 'started'],
);

const anyText = fc.oneof(
	fc.string({unit: 'grapheme'}),
	fc
		.array(fc.oneof(term, fc.constantFrom('-', '!', '~', '/', '"', ':', ',', '*', '\\', ' ', 'app:', '(', '[')), {maxLength: 8})
		.map(parts => parts.join('')),
);

describe('for any query and any machines', () => {
	test('nothing is thrown, and each problem has its place in the text', () => {
		fc.assert(
			fc.property(anyText, machineArbitrary('web'), (text, any) => {
				const query = parseQuery(text);
				expect(typeof matchesAt(query, any, presentMs)).toBe('boolean');
				expect(query.problems.every(({at}) => at >= 0 && at < text.length)).toBe(true);
			}),
			{numRuns: 1000},
		);
	});

	test('a term and its negation divide the machines between them', () => {
		fc.assert(
			fc.property(machinesArbitrary('web'), term, fc.constantFrom('-', '!'), (machines, text, sign) => {
				const fits = machines.filter(any => matchesAt(parseQuery(text), any, presentMs));
				const others = machines.filter(any => matchesAt(parseQuery(sign + text), any, presentMs));
				expect(new Set([...fits, ...others])).toEqual(new Set(machines));
				expect(fits.length + others.length).toBe(machines.length);
			}),
		);
	});

	test('more terms never find more', () => {
		fc.assert(
			fc.property(machineArbitrary('web'), anyText, term, (any, text, more) => {
				const one = matchesAt(parseQuery(text), any, presentMs);
				const both = matchesAt(parseQuery(`${more} ${text}`), any, presentMs);
				expect(both).toBe(one && matchesAt(parseQuery(more), any, presentMs));
			}),
		);
	});
});

test('ten thousand machines are looked through in a moment', () => {
	const machines = Array.from({length: 10_000}, (_, index) => buildMachine({id: `m${index}`, name: `web-${index}`}));
	for (const text of ['nothing-like-it', '~wb999', '/web-9+$/', 'state:started -region:fra', 'name:*9*9*9', `~${'a'.repeat(200)}`]) {
		const query = parseQuery(text);
		const startMs = performance.now();
		machines.filter(any => matchesAt(query, any, presentMs));
		expect(performance.now() - startMs).toBeLessThan(1000);
	}
});
