import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import packageJson from '../package.json' with {type: 'json'};
import {troubleKinds} from '../source/domain/trouble.ts';
import {effectOfHeader, faultNames} from '../source/local/faults/fault-kinds.ts';
import {parseFaultPlan} from '../source/local/faults/fault-plan.ts';
import {realisms} from '../source/local/host/realism.ts';
import {routesOf} from '../source/local/http/routes.ts';
import {createTestWorld} from './helpers/local-world.ts';
import {filterTable} from './helpers/readme-filter.ts';
import {keyTable, readmeParts} from './helpers/readme-keys.ts';

const readme = readFileSync(new URL('../readme.md', import.meta.url), 'utf8');

test('the readme lists the keys of the command table', () => {
	expect(readmeParts(readme)[1]).toBe(keyTable());
});

test('the readme lists what a filter can ask for', () => {
	const [, table = ''] = /<!-- filter: [^>]*-->\n(.*?)<!-- \/filter -->/s.exec(readme) ?? [];
	expect(table).toBe(filterTable());
});

test('the readme tells of each kind of trouble', () => {
	for (const {kind, meaning} of troubleKinds) {
		expect(readme).toContain(`| \`${kind}\` | ${meaning} |`);
	}
});

const flags =
	'port scenario seed fleet speed state-dir realism no-limits faults listen replay keep-times json no-journal bell app org token api-url yes parallel image signal timeout force wait-for filter no-views read-only'.split(
		' ',
	);

test.each(flags)('the readme tells of --%s', flag => {
	expect(readme).toContain(`--${flag}`);
});

const section = (title: string): string => readme.split(`\n### ${title}\n`)[1]?.split(/\n##/)[0] ?? '';

test('the readme says of each package that runs what it is for, and of no other', () => {
	const named = [...section('Dependencies and why').matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name);
	expect(named.toSorted()).toEqual(Object.keys(packageJson.dependencies).toSorted());
});

const routes = routesOf(createTestWorld());

describe('what the readme tells of faults', () => {
	test('has a plan that a server takes', () => {
		const [, plan = ''] = /```json\n([^`]+)```/.exec(section('Faults')) ?? [];
		expect(parseFaultPlan(JSON.parse(plan), routes)).toEqual({ok: true, plan: JSON.parse(plan)});
	});

	test('names each of them, and no other', () => {
		const rows = section('Faults')
			.split('\n')
			.filter(line => line.startsWith('| `'));
		const named = rows.flatMap(row => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name));
		expect(named.toSorted()).toEqual(faultNames.toSorted());
	});

	test('gives headers that a request may have', () => {
		const [, sentence = ''] = section('Faults').split('with the header');
		const headers = [...sentence.matchAll(/`(?:flydeck-fault: )?([^`]+)`/g)].map(([, header = '']) => header);
		expect(headers).toHaveLength(3);
		for (const header of headers) {
			expect(() => effectOfHeader(header, 'Machines_stop')).not.toThrow();
		}
	});
});

test('the readme names each level of realism', () => {
	for (const level of Object.keys(realisms)) {
		expect(section('Flags')).toContain(`\`${level}\``);
	}
});
