import {describe, expect, test} from 'vitest';
import type {HistoryItem} from '../../../source/domain/history/items.ts';
import {historyLanguage} from '../../../source/domain/query/history-language.ts';
import {logLanguage} from '../../../source/domain/query/log-language.ts';
import {matchesQuery, parseQuery} from '../../../source/domain/query/parse.ts';
import {rowLanguages} from '../../../source/domain/query/row-language.ts';
import type {ResourceItems, ResourceKind} from '../../../source/domain/resources/table.ts';
import {rowOf} from '../../../source/domain/resources/tables.ts';
import {buildLogLine} from '../../helpers/build-log.ts';
import {buildEvent, buildExitEvent, presentMs} from '../../helpers/build-machine.ts';
import {kinds, someItems} from '../../helpers/build-resources.ts';

const fitsRow = <Kind extends ResourceKind>(kind: Kind, item: ResourceItems[Kind], text: string): boolean => {
	const query = parseQuery(text, rowLanguages[kind]);
	expect(query.problems).toEqual([]);
	return matchesQuery(query, {row: rowOf(kind, kind === 'apps' ? '' : 'web', item), nowMs: presentMs});
};

test.each([
	['apps', 'status:deployed machines:>2', true],
	['apps', 'machines:<3', false],
	['apps', 'organization:personal', true],
	['volumes', 'state:created region:fra -app:api', true],
	['volumes', 'size:>=10 size:<1tb', true],
	['volumes', 'size:>10gb', false],
	['volumes', 'used:<50%', true],
	['volumes', 'machine:none', true],
	['volumes', 'host:ok zone:79* encrypted:yes', true],
	['volumes', 'age:>1h age:<1d', true],
	['volumes', 'DATA', true],
	['volumes', 'data 1a2b ~vol', true],
	['volumes', '/^vol_/', true],
	['secrets', 'updated:<2h created:2h', true],
	['secrets', 'api_key -digest:f5*', false],
	['certificates', 'status:active source:fly dns:enom', true],
	['ips', 'type:"shared v4" region:fra', true],
	['snapshots', 'stored:>=5mb volume:10gb kept:5d', true],
] as const)('of %s, "%s" finds what there is: %s', (kind, text, matches) => {
	expect(fitsRow(kind, someItems[kind], text)).toBe(matches);
});

test.each(kinds)('every column of %s is a key, and one that is not there names those that are', kind => {
	const {keys} = rowLanguages[kind];
	const [problem] = parseQuery('web lease:none', rowLanguages[kind]).problems;
	expect(problem).toEqual({
		at: 4,
		end: 9,
		text: 'there is no key "lease" here',
		more: ` (in quotes it is text), but ${[...keys.keys()].join(', ')}`,
	});
});

describe('the lines of a log', () => {
	const line = buildLogLine({message: 'GET /health 200', level: 'warn', region: 'iad', instance: '2874', provider: 'proxy'});
	test.each([
		['health', true],
		['HEALTH 200', true],
		['"get /health"', true],
		['"health get"', false],
		['/^warn get/', true],
		['warn', true],
		['2874', false],
		['machine:2874', true],
		['machine:28*', true],
		['level:error,warn', true],
		['-level:warn', false],
		['region:iad provider:proxy !404', true],
		['~gh2', true],
	])('%j: %s', (text, matches) => {
		const query = parseQuery(text, logLanguage);
		expect(query.problems).toEqual([]);
		expect(matchesQuery(query, line)).toBe(matches);
	});
});

describe('the lines of a history', () => {
	const hourAgoMs = presentMs - 3_600_000;
	const exit = buildExitEvent({exitCode: 137, oomKilled: true});
	const items: Readonly<Record<string, HistoryItem>> = {
		exit: {kind: 'event', atMs: hourAgoMs, event: exit},
		start: {kind: 'event', atMs: presentMs, event: buildEvent({type: 'start', status: 'started', source: 'user'})},
		lease: {kind: 'change', atMs: presentMs, change: {atMs: presentMs, aspect: 'lease', value: 'ci', detail: ''}},
	};
	test.each([
		['', ['exit', 'start', 'lease']],
		['kind:event', ['exit', 'start']],
		['exit:>0', ['exit']],
		['exit:137', ['exit']],
		['exit:none', ['start', 'lease']],
		['type:start,lease', ['start', 'lease']],
		['source:user', ['start']],
		['value:started', ['start']],
		['age:<30m', ['start', 'lease']],
		['"out of memory"', ['exit']],
		['-memory kind:event', ['start']],
	])('%j leaves %j', (text, names) => {
		const query = parseQuery(text, historyLanguage);
		expect(query.problems).toEqual([]);
		expect(
			Object.keys(items).filter(name => items[name] !== undefined && matchesQuery(query, {item: items[name], nowMs: presentMs})),
		).toEqual(names);
	});
});
