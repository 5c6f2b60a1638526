import {availableParallelism} from 'node:os';
import {defineConfig} from 'vitest/config';
import {summary} from './test/helpers/summary.ts';

/** Where the counts of a run are written as JSON, when somebody wants them. */
const report = process.env.FLYDECK_TEST_REPORT;

const jsonReport: ['json', {outputFile: string}][] = report === undefined ? [] : [['json', {outputFile: report}]];

const endToEnd = 'test/e2e/**/*.test.ts';

export default defineConfig({
	test: {
		reporters: ['default', summary(), ...jsonReport],
		setupFiles: ['test/helpers/seed.ts'],
		// Nothing is measured by it: a test that hangs is ended, on a machine that may be slow.
		testTimeout: 60_000,
		env: {TZ: 'UTC', CI: 'false', FORCE_COLOR: '1'},
		projects: [
			{
				extends: true,
				test: {
					name: 'inside',
					include: ['test/**/*.test.{ts,tsx}'],
					exclude: [endToEnd],
					// The files of a worker share the modules they import: to load them anew for each file takes four times as long as the tests.
					isolate: false,
					// Most tests wait for processes and sockets rather than compute.
					maxWorkers: 2 * availableParallelism(),
				},
			},
			{extends: true, test: {name: 'e2e', include: [endToEnd], globalSetup: ['test/helpers/build.ts'], testTimeout: 90_000}},
		],
	},
});
