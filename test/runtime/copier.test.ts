import {describe, expect, test} from 'vitest';
import {resourceVerbs} from '../../source/domain/resources/orders.ts';
import {verbs} from '../../source/domain/verbs.ts';
import {createCopier} from '../../source/runtime/copier.ts';
import type {Deed} from '../../source/store/copying.ts';
import {jsonAnswer} from '../helpers/stub-server.ts';
import {createHarness, id, machinePath, targetIn} from './harness.ts';

const create = async (isTaken = true) => {
	const harness = await createHarness();
	const {api, store, clock} = harness;
	const copied: string[] = [];
	const copier = createCopier({
		api,
		store,
		clock,
		toClipboard(text) {
			copied.push(text);
			return isTaken;
		},
	});
	return {...harness, copier, copied};
};

test('a text is handed over as it is, and told on one line', async () => {
	const {copier, copied, notes} = await create();
	copier.copy('the JSON', '{\n\t"id": "m1"\n}');
	expect(copied).toEqual(['{\n\t"id": "m1"\n}']);
	expect(notes()).toEqual(['Copied the JSON: { "id": "m1" }']);
});

test('a text that is too long for the clipboard is told as not copied', async () => {
	const {copier, notes} = await create(false);
	copier.copy('the JSON', 'x'.repeat(100_000));
	expect(notes()).toEqual(["Not copied: the JSON is too long for a terminal's clipboard."]);
});

const target = targetIn('started');
const volume = {kind: 'volumes', app: 'web', id: 'vol_1', words: 'volume vol_1'} as const;
const config = {image: 'nginx', env: {API_TOKEN: 'marked', LEVEL: 'info'}};

type Case = {readonly deed: Deed; readonly beginning: string; readonly parts: readonly string[]};

const expecting = (deed: Deed, beginning: string, ...parts: readonly string[]): Case => ({deed, beginning, parts});

const cases: readonly Case[] = [
	expecting({type: 'act', target, order: {verb: 'start'}}, `POST .*${id}/start`),
	expecting(
		{type: 'act', target, order: {verb: 'stop', signal: 'SIGINT', timeoutSeconds: 9}},
		`POST .*${id}/stop`,
		'{"signal":"SIGINT","timeout":"9s"}',
	),
	expecting({type: 'act', target, order: {verb: 'suspend'}}, `POST .*${id}/suspend`),
	expecting({type: 'act', target, order: {verb: 'restart', timeoutSeconds: 9}}, `POST .*${id}/restart\\?timeout=9s`),
	expecting({type: 'act', target, order: {verb: 'signal', signal: 'SIGHUP'}}, `POST .*${id}/signal`, '{"signal":"SIGHUP"}'),
	expecting({type: 'act', target, order: {verb: 'cordon', lastsMs: 9000}}, `POST .*${id}/cordon`),
	expecting({type: 'act', target, order: {verb: 'uncordon'}}, `POST .*${id}/uncordon`),
	expecting({type: 'act', target, order: {verb: 'delete'}}, `DELETE .*${id}'`),
	expecting({type: 'act', target, order: {verb: 'force-delete'}}, `DELETE .*${id}\\?force=true'`),
	expecting(
		{type: 'give-config', given: {target, config, instanceId: '01I'}},
		`POST .*${id}'`,
		'"LEVEL":"info"',
		'"current_version":"01I"',
	),
	expecting(
		{type: 'create-machine', app: 'web', input: {name: 'web-9', config, skipLaunch: true}},
		'POST .*/machines',
		'"name":"web-9"',
		'"skip_launch":true',
	),
	expecting({type: 'create-machine', app: 'web', input: {config, leaseTtlSeconds: 60}}, 'POST .*/machines', '"lease_ttl":60'),
	expecting({type: 'acquire-lease', target, ttlSeconds: 60}, `POST .*${id}/lease`, '"ttl":60'),
	expecting({type: 'refresh-lease', target, ttlSeconds: 60}, `POST .*${id}/lease`, '"ttl":60', '$NONCE'),
	expecting({type: 'release-lease', target}, `DELETE .*${id}/lease`, '$NONCE'),
	expecting({type: 'exec', target, words: ['ls', '--token', 'marked'], timeoutSeconds: 5}, `POST .*${id}/exec`, '"timeout":5'),
	expecting({type: 'change-metadata', target, change: {key: 'role', value: 'x'}}, `POST .*${id}/metadata/role`, '{"value":"x"}'),
	expecting({type: 'change-metadata', target, change: {key: 'role', value: undefined}}, `DELETE .*${id}/metadata/role`),
	expecting({type: 'wait', target, wanted: 'stopped'}, `GET .*${id}/wait\\?state=stopped&timeout=60`),
	expecting({type: 'read-machine', target}, `GET .*${id}`),
	expecting({type: 'read-lease', target}, `GET .*${id}/lease`),
	expecting({type: 'read-metadata', target}, `GET .*${id}/metadata`),
	expecting({type: 'act-on-resource', target: volume, order: {verb: 'create-app'}}, 'POST .*/v1/apps', '"org_slug":"personal"'),
	expecting(
		{type: 'act-on-resource', target: volume, order: {verb: 'delete-app', machineCount: 2}},
		'DELETE .*/v1/apps/vol_1\\?force=true',
	),
	expecting(
		{type: 'act-on-resource', target: volume, order: {verb: 'create-volume', region: 'fra', sizeGb: 3, encrypted: true}},
		'POST .*/volumes',
		'"size_gb":3',
	),
	expecting(
		{type: 'act-on-resource', target: volume, order: {verb: 'extend-volume', sizeGb: 7}},
		'PUT .*/volumes/vol_1/extend',
		'{"size_gb":7}',
	),
	expecting({type: 'act-on-resource', target: volume, order: {verb: 'delete-volume'}}, 'DELETE .*/volumes/vol_1'),
	expecting({type: 'act-on-resource', target: volume, order: {verb: 'create-snapshot'}}, 'POST .*/volumes/vol_1/snapshots'),
	expecting(
		{type: 'act-on-resource', target: {...volume, id: 'API_KEY'}, order: {verb: 'set-secret', value: 'marked'}},
		'POST .*/secrets',
		'API_KEY_VALUE',
	),
	expecting({type: 'act-on-resource', target: volume, order: {verb: 'delete-secret'}}, 'DELETE .*/secrets/vol_1'),
	expecting({type: 'act-on-resource', target: volume, order: {verb: 'add-certificate'}}, 'POST .*/certificates/acme'),
	expecting({type: 'act-on-resource', target: volume, order: {verb: 'check-certificate'}}, 'POST .*/certificates/vol_1/check'),
	expecting({type: 'act-on-resource', target: volume, order: {verb: 'delete-certificate'}}, 'DELETE .*/certificates/vol_1'),
	expecting(
		{type: 'act-on-resource', target: volume, order: {verb: 'assign-ip', type: 'v6', region: undefined}},
		'POST .*/ip_assignments',
		'{"type":"v6"}',
	),
	expecting({type: 'act-on-resource', target: volume, order: {verb: 'release-ip'}}, 'DELETE .*/ip_assignments/vol_1'),
];

test.each(cases)('$deed.type as $beginning can be had as a command, which holds no secret and is not sent', async given => {
	const {deed, beginning, parts} = given;
	const {copier, copied, writes, notes, quiet} = await create();
	await copier.copyCurl([deed]);
	expect(copied).toHaveLength(1);
	const [command = ''] = copied;
	expect(command).toMatch(new RegExp(`^curl -X ${beginning}`));
	for (const part of ['-H "Authorization: Bearer $FLY_API_TOKEN"', ...parts]) {
		expect(command).toContain(part);
	}

	expect(command + notes().join()).not.toMatch(/marked|secret-/);
	await quiet();
	expect(writes()).toEqual([]);
});

test('every verb is among them', () => {
	const asked = cases.flatMap(({deed}) => ('order' in deed ? [deed.order.verb] : []));
	expect(asked.toSorted()).toEqual([...Object.keys(verbs).filter(verb => verb !== 'update'), ...Object.keys(resourceVerbs)].toSorted());
});

test('what has to be filled in is told', async () => {
	const {copier, notes} = await create();
	await copier.copyCurl([{type: 'give-config', given: {target, config, instanceId: '01I'}}]);
	expect(notes()[0]).toMatch(/^Copied the command, which needs \$API_TOKEN_VALUE: curl -X POST /);
	copier.copyCommands(['curl -H "fly-machine-lease-nonce: $NONCE"']);
	expect(notes()[1]).toMatch(/^Copied the command, which needs \$NONCE: curl /);
});

test('several commands are one text, which runs none before enter', async () => {
	const {copier, copied, notes} = await create();
	await copier.copyCurl([
		{type: 'act', target, order: {verb: 'stop'}},
		{type: 'act', target: {...target, id: 'other'}, order: {verb: 'stop'}},
	]);
	expect(copied[0]?.split(' &&\n').map(line => /machines\/(\w+)\/stop/.exec(line)?.[1])).toEqual([id, 'other']);
	expect(notes()[0]).toMatch(/^Copied 2 commands: /);
});

describe('an update', () => {
	const read = `GET ${machinePath}`;
	const answer = jsonAnswer({
		id,
		name: 'web-1',
		state: 'started',
		region: 'fra',
		instance_id: '01I',
		config: {...config, restart: {policy: 'no'}},
	});

	test.each([
		['with another image', 'nginx:2', '"image":"nginx:2"'],
		['as it is', undefined, '"image":"nginx"'],
	])('%s has the config that the machine has, without its secrets', async (_what, image, part) => {
		const {copier, copied, answers, writes} = await create();
		answers[read] = answer;
		await copier.copyCurl([{type: 'act', target, order: {verb: 'update', image}}]);
		for (const expected of [part, '"restart":{"policy":"no"}', '"current_version":"01I"', 'API_TOKEN_VALUE:?']) {
			expect(copied[0]).toContain(expected);
		}

		expect(copied[0]).not.toContain('marked');
		expect(writes()).toEqual([]);
	});

	test.each([
		['has that image already', answer, 'Nothing was copied. web-1 has nginx already.'],
		['cannot be read', jsonAnswer({error: 'internal'}, 500), 'Nothing was copied. web-1: its config could not be read: 500 internal'],
	])('is not copied where the machine %s', async (_what, given, told) => {
		const {copier, copied, answers, notes} = await create();
		answers[read] = given;
		await copier.copyCurl([{type: 'act', target, order: {verb: 'update', image: 'nginx'}}]);
		expect(copied).toEqual([]);
		expect(notes()).toEqual([told]);
	});
});

test.each(['stop', 'delete', 'cordon'] as const)('%s names the nonce by a variable where this flydeck holds a lease', async verb => {
	const {copier, copied, store, clock} = await create();
	const lease = {owner: 'me', description: '', expiresAtMs: clock.now() + 9000};
	store.dispatch({type: 'lease-held', machineId: id, lease});
	await copier.copyCurl([{type: 'act', target, order: {verb}}]);
	expect(copied[0]).toContain('-H "fly-machine-lease-nonce: $NONCE"');
});
