/* The readme tells what of the local Machines API is faithful and what differs, a row for each. Each row has its proof in the folder facts. */
import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {callFacts} from './facts/call-facts.ts';
import type {Facts} from './facts/fact.ts';
import {processFacts} from './facts/process-facts.ts';
import {resourceFacts} from './facts/resource-facts.ts';
import {ruleFacts} from './facts/rule-facts.ts';
import {rowsBetween} from './helpers/readme-table.ts';

const readme = readFileSync(new URL('../readme.md', import.meta.url), 'utf8');

const rows = rowsBetween(readme, '<!-- facts: a test checks each row -->', '<!-- /facts -->');

const proofs: Facts = {...callFacts, ...ruleFacts, ...processFacts, ...resourceFacts};

test('every row of the readme has a proof, and every proof its row', () => {
	expect(rows.map(([name]) => name)).toEqual(Object.keys(proofs));
});

test('every row says what is so', () => {
	expect(rows.filter(row => row.length !== 3 || row[1] === '')).toEqual([]);
});

describe('what the readme says', () => {
	test.each(Object.entries(proofs))('of %s is so', {timeout: 30_000}, async (_, prove) => {
		await prove();
	});
});
