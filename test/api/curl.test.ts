import {execFileSync} from 'node:child_process';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {type Calls, createApi} from '../../source/api/api.ts';
import {shellQuoted, shownJson} from '../../source/api/curl.ts';
import type {JsonObject} from '../../source/domain/json.ts';
import {createManualClock} from '../helpers/manual-clock.ts';

const token = 'fm2_sesame-open-1234567890';
const api = createApi({
	baseUrl: 'https://api.machines.dev/',
	token,
	clock: createManualClock(),
	userAgent: 'flydeck/1',
	fetch: () => Promise.reject(new Error('nothing must be sent')),
});

const authorization = '-H "Authorization: Bearer $FLY_API_TOKEN"';
const json = "-H 'Content-Type: application/json'";
const machines = 'https://api.machines.dev/v1/apps/shop/machines';

test.each<{readonly title: string; readonly ask: (calls: Calls) => unknown; readonly command: string}>([
	{
		title: 'a read',
		ask: calls => calls.listMachines('shop'),
		command: `curl -X GET '${machines}?include_leases=true' ${authorization}`,
	},
	{
		title: 'a write under a lease',
		ask: calls => calls.stopMachine('shop', 'm1', {nonce: 'secret-nonce', stopSignal: 'SIGTERM'}),
		command: `curl -X POST '${machines}/m1/stop' ${authorization} -H "fly-machine-lease-nonce: $NONCE" ${json} --data-raw '{"signal":"SIGTERM"}'`,
	},
	{
		title: 'a write without a body',
		ask: calls => calls.deleteMachine('shop', "it's", {force: true}),
		command: `curl -X DELETE '${machines}/it'\\''s?force=true' ${authorization}`,
	},
	{
		title: 'a change of secrets, without their values',
		ask: calls => calls.setSecrets('shop', {KEY: 'hunter22', OLD: null}),
		command: `curl -X POST 'https://api.machines.dev/v1/apps/shop/secrets' ${authorization} ${json} --data-raw '{"values":{"KEY":"[secret]","OLD":null}}'`,
	},
	{
		title: 'the first of several calls',
		ask: calls => calls.listOrganizationMachines('acme'),
		command: `curl -X GET 'https://api.machines.dev/v1/orgs/acme/machines' ${authorization}`,
	},
	{
		title: 'the logs, at their own address',
		ask: calls => calls.getLogs('shop'),
		command: `curl -X GET 'https://api.fly.io/api/v1/apps/shop/logs?next_token=' ${authorization}`,
	},
])('the command of $title can be copied and sends what flydeck would', ({ask, command}) => {
	expect(api.curlOf(ask)).toBe(command);
});

test('no command comes of no call', () => {
	expect(api.curlOf(() => {})).toBeUndefined();
});

const printedByShell = (word: string): string => execFileSync('sh', ['-c', `printf %s ${word}`], {encoding: 'utf8'});

const awkward = fc.oneof(
	fc.string({unit: 'binary'}),
	fc.constantFrom("'", "''", '\\', "\\'", '$HOME', '`id`', '$(id)', '!', '\n', '\u0000', '\u202E', '\uD800', '@file', '%s'),
);
const bodies = fc.dictionary(awkward, fc.oneof(awkward, fc.jsonValue({maxDepth: 2})));

test('a shell reads the body back to the letter, and a terminal hides nothing of it', () => {
	fc.assert(
		fc.property(bodies, given => {
			const body: JsonObject = JSON.parse(JSON.stringify(given));
			const shown = shownJson(body);
			expect(shown).not.toMatch(/\p{C}|\p{Zl}|\p{Zp}/u);
			const printed = printedByShell(shellQuoted(shown));
			expect(printed).toBe(shown);
			expect(JSON.parse(printed)).toEqual(body);
		}),
		{numRuns: 60},
	);
});
