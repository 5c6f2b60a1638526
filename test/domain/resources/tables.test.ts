import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {arrangeRows, type ResourceSort, sortColumns} from '../../../source/domain/resources/arrange.ts';
import type {ResourceItems, ResourceKind, Row} from '../../../source/domain/resources/table.ts';
import {columnsOf, detailsOfRow, resourceTables, rowInWords, rowOf, toneOfRow} from '../../../source/domain/resources/tables.ts';
import {presentMs} from '../../helpers/build-machine.ts';
import {buildCertificate, itemWith, kinds, someItems} from '../../helpers/build-resources.ts';

const rowFor = <Kind extends ResourceKind>(kind: Kind, given: Partial<ResourceItems[Kind]> = {}): Row =>
	rowOf(kind, kind === 'apps' ? '' : 'web', itemWith(kind, given));

const cells = (row: Row): Readonly<Record<string, string>> =>
	Object.fromEntries(columnsOf(row.kind, false).map(({id, text}) => [id, text(row, presentMs)]));

const textOf = (row: Row, given: Parameters<typeof detailsOfRow>[1] = {nowMs: presentMs, certificate: undefined}): string =>
	detailsOfRow(row, given)
		.map(line => line.map(({text}) => text).join(''))
		.join('\n');

describe('the table of kinds', () => {
	test.each(kinds)('of %s has columns that differ, of which two never leave', kind => {
		const columns = columnsOf(kind, true);
		const ids = columns.map(({id}) => id);
		expect(new Set(ids).size).toBe(ids.length);
		expect(columns.slice(0, 3).map(({priority}) => priority)).toEqual([0, 0, 0]);
		expect(ids[2]).toBe('app');
		for (const {minWidth, maxWidth, title} of columns) {
			expect(minWidth).toBeLessThanOrEqual(maxWidth);
			expect(title.length).toBeLessThanOrEqual(maxWidth);
		}
	});

	test.each(kinds)('of %s fits on a screen of 40 columns with the columns that never leave', kind => {
		const widths = columnsOf(kind, true).filter(({priority}) => priority === 0);
		expect(3 + widths.reduce((sum, {minWidth, title}) => sum + Math.max(minWidth, title.length + 1) + 1, -1)).toBeLessThanOrEqual(40);
	});

	test.each([
		['apps', {name: 'web', status: 'deployed', machines: '3', organization: 'personal'}],
		['volumes', {id: 'vol_1a2b3c4d5e6f', state: 'created', name: 'data', region: 'fra', size: '10', used: '25%', machine: '-', age: '2h'}],
		['secrets', {name: 'API_KEY', digest: 'f52fbd32b2b3b86f', updated: '1h', created: '2h'}],
		['certificates', {hostname: 'www.example.com', status: 'active', source: 'fly', dns: 'enom', age: '2h'}],
		['ips', {ip: '66.241.125.63', type: 'shared v4', region: 'fra', service: 'web', age: '1h'}],
		['snapshots', {id: 'vs_1a2b3c4d5e6f', status: 'created', stored: '5.0 MB', volume: '10 GB', kept: '5d', age: '1h'}],
	] as const)('writes a row of %s', (kind, expected) => {
		expect(cells(rowFor(kind))).toEqual(expected);
	});

	test('writes a dash for what the API did not tell', () => {
		expect(cells(rowFor('apps', {machineCount: undefined, organizationSlug: undefined, status: ''}))).toEqual({
			name: 'web',
			status: '-',
			machines: '-',
			organization: '-',
		});
		expect(cells(rowFor('volumes', {sizeGb: undefined, usedBytes: undefined, createdAtMs: undefined}))).toMatchObject({
			size: '-',
			used: '-',
			age: '-',
		});
	});

	test.each([
		['apps', 'app web'],
		['volumes', 'volume vol_1a2b3c4d5e6f (data) of web'],
		['secrets', 'secret API_KEY of web'],
		['certificates', 'certificate www.example.com of web'],
		['ips', 'address 66.241.125.63 of web'],
		['snapshots', 'snapshot vs_1a2b3c4d5e6f of web'],
	] as const)('names one of the %s in words', (kind, words) => {
		expect(rowInWords(rowFor(kind))).toBe(words);
	});

	test.each([
		[rowFor('apps'), 'good'],
		[rowFor('apps', {status: 'pending'}), 'idle'],
		[rowFor('volumes'), 'good'],
		[rowFor('volumes', {state: 'restoring'}), 'busy'],
		[rowFor('volumes', {state: 'pending_destroy'}), 'gone'],
		[rowFor('volumes', {hostStatus: 'unreachable'}), 'bad'],
		[rowFor('certificates'), 'good'],
		[rowFor('certificates', {configured: false, status: 'pending_validation'}), 'busy'],
		[rowFor('certificates', {configured: false, status: 'failed'}), 'bad'],
		[rowFor('snapshots', {status: 'creating'}), 'busy'],
	] as const)('gives %o the tone %s', (row, tone) => {
		expect(toneOfRow(row)).toBe(tone);
	});

	test.each([
		[{ip: '137.66.1.2', shared: false}, 'v4'],
		[{ip: '2a09:8280:1::2', shared: false}, 'v6'],
		[{ip: 'fdaa:0:fcc8:0:1::1a0a', shared: false}, 'private v6'],
		[{ip: '209.71.1.2', shared: false, egress: true}, 'egress v4'],
	])('tells the type of the address %o', (given, type) => {
		expect(cells(rowFor('ips', given)).type).toBe(type);
	});
});

describe('the details', () => {
	test.each(kinds)('of one of the %s tell every text that its list tells', kind => {
		const shown = textOf(rowFor(kind));
		for (const [name, value] of Object.entries(someItems[kind])) {
			if (typeof value === 'string') {
				expect(shown, name).toContain(value);
			}
		}
	});

	test('of a certificate that was looked at tell what is wrong, what to do, and each record of the DNS', () => {
		const shown = textOf(rowFor('certificates'), {nowMs: presentMs, certificate: buildCertificate()});
		for (const text of [
			'No A record was found.',
			'Add an A record.',
			'66.241.125.63',
			'2a09:8280:1::1',
			'web.fly.dev',
			'_acme-challenge.www.example.com -> www.example.com.80fc0fb926.flydns.net',
			'_fly-ownership.www.example.com -> app-f211d9c9e2',
			"by Let's Encrypt",
		]) {
			expect(shown).toContain(text);
		}
	});
});

const names = fc.stringMatching(/^[a-z]{1,3}$/);

const volumes: fc.Arbitrary<readonly Row[]> = fc
	.uniqueArray(
		fc.record({
			id: fc.stringMatching(/^vol_[a-z0-9]{4}$/),
			name: names,
			app: fc.constantFrom('web', 'worker'),
			sizeGb: fc.option(fc.nat({max: 3}), {nil: undefined}),
			createdAtMs: fc.option(fc.constantFrom(presentMs, presentMs - 5000), {nil: undefined}),
		}),
		{selector: ({id}) => id, maxLength: 12},
	)
	.map(items => items.map(item => rowOf('volumes', item.app, itemWith('volumes', item))));

const sort: fc.Arbitrary<ResourceSort> = fc.record({
	column: fc.constantFrom(...sortColumns('volumes', true)),
	isDescending: fc.boolean(),
});

describe('rows in order', () => {
	test('are all of them, whatever their order was, and stay as they are when ordered again', () => {
		fc.assert(
			fc.property(volumes, sort, (rows, order) => {
				const arranged = arrangeRows('volumes', rows, order);
				expect(new Set(arranged)).toEqual(new Set(rows));
				expect(arrangeRows('volumes', rows.toReversed(), order)).toEqual(arranged);
				expect(arrangeRows('volumes', arranged, order)).toEqual(arranged);
			}),
		);
	});

	test('walk by size as numbers, and unknown sizes come first', () => {
		const rows = [undefined, 10, 9, 100].map((sizeGb, index) => rowFor('volumes', {id: `vol_${index}`, sizeGb}));
		const sizes = (isDescending: boolean) => arrangeRows('volumes', rows, {column: 'size', isDescending}).map(row => cells(row).size);
		expect(sizes(false)).toEqual(['-', '9', '10', '100']);
		expect(sizes(true)).toEqual(['100', '10', '9', '-']);
	});

	test.each(kinds)('of %s are told apart by the id that their table has', kind => {
		const row = rowFor(kind);
		expect(row.key.endsWith(`/${row.id}`)).toBe(true);
		expect(resourceTables[kind].kind).toBe(kind);
	});
});
