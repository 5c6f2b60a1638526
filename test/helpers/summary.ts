import {relative} from 'node:path';
import type {Reporter, TestModule} from 'vitest/node';
import {parts} from './parts.ts';

export type PartCount = {readonly cases: number; readonly passed: number; readonly failed: number; readonly skipped: number};

const nothing: PartCount = {cases: 0, passed: 0, failed: 0, skipped: 0};

/** What the tests of some files came to. A property counts as many cases as were drawn, any other test counts one. */
const countOf = (modules: readonly TestModule[]): PartCount =>
	modules
		.flatMap(module => [...module.children.allTests()])
		.reduce((count, test) => {
			const {state} = test.result();
			const meta: object = test.meta();
			const drawn = 'triedCases' in meta && typeof meta.triedCases === 'number' ? meta.triedCases : 0;
			return {
				cases: count.cases + (state === 'passed' || state === 'failed' ? Math.max(1, drawn) : 0),
				passed: count.passed + (state === 'passed' ? 1 : 0),
				failed: count.failed + (state === 'failed' ? 1 : 0),
				skipped: count.skipped + (state === 'skipped' || state === 'pending' ? 1 : 0),
			};
		}, nothing);

/** A line of the summary. A part of which no test ran is left out: somebody asked for other tests. */
export const partLine = (title: string, {cases, passed, failed, skipped}: PartCount): string | undefined =>
	passed + failed + skipped === 0
		? undefined
		: `  ${title.padEnd(34)}${String(cases).padStart(7)} cases  ${String(passed).padStart(5)} passed  ${failed} failed  ${skipped} skipped`;

/** Tells at the end of a run what was tried of each part of what flydeck promises. */
export const summary = (): Reporter => ({
	onTestRunEnd: modules => {
		const lines = parts.flatMap(({title, files}) => {
			const own = modules.filter(({moduleId}) => files.some(file => relative(process.cwd(), moduleId).startsWith(file)));
			return partLine(title, countOf(own)) ?? [];
		});
		if (lines.length > 0) {
			process.stdout.write(`What can go wrong, and was tried:\n${lines.join('\n')}\n`);
		}
	},
});
