import {describe, expect, test} from 'vitest';
import {machineLanguage, wordAsName} from '../../../source/domain/query/machine-language.ts';
import {parseQuery, queryProblemInWords, queryProblemLines} from '../../../source/domain/query/parse.ts';
import {buildCheck, buildConfig, buildExitEvent, buildLease, buildMachine, presentMs} from '../../helpers/build-machine.ts';
import {machineQuery, matchesAt} from '../../helpers/diagnose.ts';

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
		['meta.role:"two words"', true],
		['META.role:*', true],
		['meta.role:~tw', true],
		['meta.role:~wt', false],
		['image:~wb3', true],
		['image:~v41', false],
		['group:worker', true],
		['group:none', false],
		['exit:1', true],
		['exit:137', false],
		['exit:>0', true],
		['exit:>=1', true],
		['exit:<1', false],
		['exit:oom', false],
		['exit:none', false],
		['exit:137,1', true],
		['restarts:none', true],
		['restarts:>0', false],
		['trouble:exit', true],
		['trouble:serious', true],
		['trouble:crash,oom', false],
		['trouble:none', false],
		['cpus:1', true],
		['cpus:>1', false],
		['memory:256', true],
		['memory:256MB', true],
		['memory:0.25gb', true],
		['memory:<=256mb', true],
		['memory:>=512mb', false],
		['memory:>1gb', false],
		['age:none', false],
		['age:>1m', true],
		['age:<1m', false],
		['lease:mine', false],
		['"~x"', false],
		['name:"~fr"', false],
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
		const query = machineQuery(text);
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
		expect(matchesAt(machineQuery(text), bare, presentMs)).toBe(true);
	});

	test('a lease that has run out is none', () => {
		const later = presentMs + 120_000;
		expect(matchesAt(machineQuery('lease:none'), machine, later)).toBe(true);
		expect(matchesAt(machineQuery('lease:*'), machine, later)).toBe(false);
	});

	test('looks at the reason of the moment', () => {
		const stopping = buildMachine({state: 'stopping', events: [], updatedAtMs: presentMs});
		const query = machineQuery('stuck');
		expect(matchesAt(query, stopping, presentMs)).toBe(false);
		expect(matchesAt(query, stopping, presentMs + 600_000)).toBe(true);
	});
});

describe('what makes no sense', () => {
	test.each([
		['web foo:bar', 'At letter 5: there is no key "foo" here (in quotes it is text), but app, id, name, '],
		['nginx:latest', 'At letter 1: there is no key "nginx"'],
		['constructor:x', 'At letter 1: there is no key "constructor"'],
		['state:startd', 'At letter 7: state is never "startd": it is creating, created, '],
		['-cordoned:maybe', 'At letter 11: cordoned is never "maybe": it is yes, no.'],
		['host:ok,dead', 'At letter 9: host is never "dead": it is ok, unknown, unreachable.'],
		['a region:', 'At letter 3: region: wants a value.'],
		['age:>', 'At letter 5: age:> wants a value.'],
		['web -age:>2h,<soon', 'At letter 14: age is a time, such as >2h, <5m or 3d, not "soon".'],
		['age:old', 'At letter 5: age is a time, such as >2h, <5m or 3d, not "old".'],
		['exit:bad', 'At letter 6: exit is a number, such as 2 or >=2, or oom, not "bad".'],
		['memory:>5kg', 'At letter 8: memory is an amount of memory, such as 512mb or >=1gb, not "5kg".'],
		['region:fra,>a', 'At letter 12: region has no order: > is for numbers and times.'],
		['trouble:dead', 'At letter 9: trouble is never "dead": it is crash, oom, '],
		['region: fra', 'At letter 1: region: wants a value.'],
		['region:,', 'At letter 1: region: wants a value.'],
		['/[/', 'At letter 1: /[/ is not a regular expression: missing closing ]: `[`.'],
		['/web', 'At letter 1: a regular expression ends in another /.'],
		['//', 'At letter 1: a regular expression ends in another /.'],
		['/usr/bin', 'At letter 6: after the regular expression /usr/ comes a space, not "bin".'],
		['"web', 'At letter 1: a quotation mark is still open.'],
		['web app:"shop', 'At letter 9: a quotation mark is still open.'],
		['app:sh"op', 'At letter 7: a quotation mark is still open.'],
		['-', 'At letter 1: a term is not finished.'],
		['ams !', 'At letter 5: a term is not finished.'],
		['~', 'At letter 1: a term is not finished.'],
		['""', 'At letter 1: a term is not finished.'],
	])('"%s" is told: %s', (text, says) => {
		const [problem, ...others] = machineQuery(text).problems;
		expect(problem && queryProblemInWords(problem).startsWith(says)).toBe(true);
		expect(others).toEqual([]);
	});

	test('filters nothing away, while the rest does', () => {
		const query = machineQuery('foo:bar region:ams state:');
		expect(query.problems.map(({at}) => at)).toEqual([0, 19]);
		expect(matchesAt(query, machine, presentMs)).toBe(true);
		expect(matchesAt(query, buildMachine({region: 'fra'}), presentMs)).toBe(false);
	});
});

test('the letters that are meant are marked below the query', () => {
	const [problem] = machineQuery('web state:startd,stopped').problems;
	expect(problem && queryProblemLines('web state:startd,stopped', problem)).toEqual([
		'  web state:startd,stopped',
		'            ^^^^^^',
		expect.stringMatching(/^At letter 11: state is never "startd": it is creating, /),
	]);
});

test.each([
	['for:<5m', 60_000, true],
	['for:<5m', 360_000, false],
	['for:>=6m', 360_000, true],
	['for:6m', 365_000, true],
	['for:>1h', 360_000, false],
])('"%s" looks at the time that the column FOR shows: after %i ms %s', (text, spanMs, matches) => {
	const stopped = buildMachine({state: 'stopped', events: [], updatedAtMs: presentMs - spanMs});
	expect(matchesAt(machineQuery(text), stopped, presentMs)).toBe(matches);
});

test('an end for want of memory is found by its word and by its code', () => {
	const killed = buildMachine({state: 'stopped', events: [buildExitEvent({exitCode: 137, oomKilled: true})]});
	for (const text of ['exit:oom', 'exit:137', 'exit:>100', 'trouble:oom', 'trouble:critical']) {
		expect({text, fits: matchesAt(machineQuery(text), killed, presentMs)}).toEqual({text, fits: true});
	}
});

test('words that are names reach no machine by a part of them', () => {
	const matches = (word: string): boolean => matchesAt(parseQuery(word, machineLanguage, wordAsName), machine, presentMs);
	expect([matches('front-7'), matches('FRONT-7'), matches('148e123456abcd')]).toEqual([true, true, true]);
	expect([matches('front'), matches('front-70'), matches('shop'), matches('148e')]).toEqual([false, false, false, false]);
});

test.each([
	['nothing-like-it', 0],
	['~wb999', 37],
	['/web-9+$/', 4],
	['state:started -region:fra', 0],
	['name:*9*9*9', 28],
	[`~${'a'.repeat(200)}`, 0],
])('%s finds %i of ten thousand machines', (text, count) => {
	const machines = Array.from({length: 10_000}, (_, index) => buildMachine({id: `m${index}`, name: `web-${index}`}));
	const query = machineQuery(text);
	expect(machines.filter(any => matchesAt(query, any, presentMs))).toHaveLength(count);
});
