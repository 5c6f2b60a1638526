import {mkdtempSync} from 'node:fs';
import {rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished} from 'vitest';
import type {LocalApiOptions} from '../../source/local/local-api.ts';
import {type Call, startTestApi} from './local-server.ts';
import {createManualClock, type ManualClock} from './manual-clock.ts';
import {validateAnswer} from './openapi.ts';
import {type Operation, operations} from './openapi-document.ts';

const patternOf = (path: string): RegExp => new RegExp(`^/v1${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);

const rows = operations.map(operation => ({operation, pattern: patternOf(operation.path)}));

/** The operation of the published document that a call is; where both fit, the path without words in braces. */
const operationOf = (method: string, url: string): Operation | undefined => {
	const [path = ''] = url.split('?');
	const fitting = rows.filter(({operation, pattern}) => operation.method === method && pattern.test(path));
	return fitting.toSorted((a, b) => a.operation.path.split('{').length - b.operation.path.split('{').length)[0]?.operation;
};

export type ResourceApi = {
	readonly call: Call;
	readonly clock: ManualClock;
	/** Where the contents of volumes go. */
	readonly volumesDirectory: string;
};

/** A local API with the app `web`, on a clock that the test moves. Every success must be what the published document says, where that is at hand. */
export const startResourceApi = async (options: Partial<LocalApiOptions> = {}): Promise<ResourceApi> => {
	const clock = createManualClock(Date.parse('2026-05-01T10:00:00Z'));
	const volumesDirectory = mkdtempSync(join(tmpdir(), 'flydeck-test-'));
	onTestFinished(() => rm(volumesDirectory, {recursive: true, force: true}));
	const {call} = await startTestApi({clock, volumesDirectory, ...options});
	const checked: Call = async (method, url, body, callOptions) => {
		const reply = await call(method, url, body, callOptions);
		const operation = operationOf(method, url);
		if (reply.status < 300 && operation !== undefined) {
			expect(validateAnswer(operation, reply.status, reply.text), `${method} ${url}`).toEqual([]);
		}

		return reply;
	};

	await call('POST', '/v1/apps', {app_name: 'web', org_slug: 'personal'});
	return {call: checked, clock, volumesDirectory};
};
