import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type Api, createApi} from '../../../source/api/api.ts';
import {isApiError} from '../../../source/api/errors.ts';
import {errorInWords} from '../../../source/runtime/failure.ts';
import {headerText, hostileBody} from '../../helpers/hostile-api.ts';
import {hostileArbitrary, hostileTexts, longTexts, uncleanWithin} from '../../helpers/hostile-text.ts';
import {createManualClock} from '../../helpers/manual-clock.ts';

/** Every call that reads. */
const reads: readonly (readonly [name: string, read: (api: Api) => Promise<unknown>])[] = [
	['listApps', api => api.listApps('personal')],
	['getApp', api => api.getApp('web')],
	['listMachines', api => api.listMachines('web')],
	['getMachine', api => api.getMachine('web', 'm')],
	['listOrganizationMachines', api => api.listOrganizationMachines('personal')],
	['listEvents', api => api.listEvents('web', 'm')],
	['listProcesses', api => api.listProcesses('web', 'm')],
	['listVersions', api => api.listVersions('web', 'm')],
	['execInMachine', api => api.execInMachine('web', 'm', {command: ['ls'], timeoutSeconds: 1})],
	['getMetadata', api => api.getMetadata('web', 'm')],
	['getLease', api => api.getLease('web', 'm')],
	['listVolumes', api => api.listVolumes('web')],
	['listSnapshots', api => api.listSnapshots('web', 'v')],
	['listSecrets', api => api.listSecrets('web')],
	['listCertificates', api => api.listCertificates('web')],
	['getCertificate', api => api.getCertificate('web', 'h')],
	['listIpAssignments', api => api.listIpAssignments('web')],
	['getLogs', api => api.getLogs('web')],
	['listRegions', api => api.listRegions()],
	['currentTokens', api => api.currentTokens()],
];

const apiThatAnswers = (answer: (path: string) => Response): Api =>
	createApi({
		baseUrl: 'http://api.example',
		token: 'secret',
		clock: createManualClock(),
		userAgent: 'flydeck-test',
		fetch: async input => answer(new URL(input instanceof Request ? input.url : input).pathname),
	});

const apiWith = (text: string): Api => apiThatAnswers(path => Response.json(hostileBody(path, text)));

const apiRefusing = (text: string): Api =>
	apiThatAnswers(() =>
		Response.json(
			{error: text, message: text},
			{status: 422, headers: {'fly-request-id': headerText(text), 'retry-after': headerText(text)}},
		),
	);

/** Output has lines; a version and a machine keep their config to the letter beside the one that is shown. */
const hasLines = (path: string): boolean => path.endsWith('.stdout') || path.endsWith('.stderr');
const isExact = (finding: string): boolean => finding.includes('.exactConfig');

/** An answer that has no name is none: that is told in words. */
const wordsFor = (error: unknown): string => {
	expect(isApiError(error) && error.kind).toBe('malformed');
	return errorInWords(error);
};

const uncleanOf = async (read: (api: Api) => Promise<unknown>, text: string): Promise<readonly string[]> =>
	uncleanWithin(await read(apiWith(text)).catch(wordsFor), hasLines).filter(finding => !isExact(finding));

const toldBy = async (read: (api: Api) => Promise<unknown>, text: string): Promise<string> => {
	const error = await read(apiRefusing(text)).then(
		() => 'it was not refused',
		(thrown: unknown) => thrown,
	);
	expect(isApiError(error)).toBe(true);
	return errorInWords(error);
};

describe.each(reads)('%s', (_name, read) => {
	test.each(hostileTexts)('gives nothing but printable text where the API gives %s', async (_what, text) => {
		expect(await uncleanOf(read, text)).toEqual([]);
	});

	test.each(hostileTexts)('tells of a refusal that holds %s in one printable line', async (_what, text) => {
		expect(uncleanWithin(await toldBy(read, text))).toEqual([]);
	});

	test('gives nothing but printable text, whatever the API gives', async () => {
		await fc.assert(
			fc.asyncProperty(hostileArbitrary, async text => {
				expect(await uncleanOf(read, text)).toEqual([]);
				expect(uncleanWithin(await toldBy(read, text))).toEqual([]);
			}),
			{numRuns: 25},
		);
	});
});

test.each(longTexts)(
	'a megabyte of %s in a log, in metadata and in the output of a command is read in a moment',
	{timeout: 30_000},
	async (_name, text) => {
		for (const read of [
			(api: Api) => api.getMetadata('web', 'm'),
			(api: Api) => api.getLogs('web'),
			(api: Api) => api.execInMachine('web', 'm', {command: ['ls'], timeoutSeconds: 1}),
		]) {
			expect(await uncleanOf(read, text)).toEqual([]);
		}
	},
);
