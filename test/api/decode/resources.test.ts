import fc from 'fast-check';
import {expect, test} from 'vitest';
import {decodeCertificate, decodeCertificateList} from '../../../source/api/decode/certificate.ts';
import {
	decodeExactConfig,
	decodeExecResult,
	decodeMetadata,
	decodeProcessList,
	decodeVersionList,
} from '../../../source/api/decode/inside.ts';
import {decodeIpAssignment, decodeIpAssignmentList} from '../../../source/api/decode/ip-assignment.ts';
import {decodeLogPage} from '../../../source/api/decode/log.ts';
import {decodeOrganizationMachines} from '../../../source/api/decode/organization-machines.ts';
import {outputText} from '../../../source/api/decode/output.ts';
import {decodeRegions, decodeTokens} from '../../../source/api/decode/platform.ts';
import {decodeSecretList, decodeSecretsVersion} from '../../../source/api/decode/secret.ts';
import {decodeExtendedVolume, decodeSnapshotList, decodeVolume, decodeVolumeList} from '../../../source/api/decode/volume.ts';
import {isJsonObject, type Json} from '../../../source/domain/json.ts';

type Decoder = {readonly name: string; readonly decode: (body: Json) => unknown};

/** What shows on a screen: the exact configs are not for showing, and left out. */
const shownVersions = (body: Json) => decodeVersionList(body, 'm1')?.items.map(({version, config}) => ({version, config}));

/** Each takes the thing itself, or a list of it. */
const ofThings: readonly Decoder[] = [
	{name: 'volume', decode: body => decodeVolume(body, 'shop')},
	{name: 'extended volume', decode: body => decodeExtendedVolume({volume: body, needs_restart: body}, 'shop')},
	{name: 'volumes', decode: body => decodeVolumeList([body], 'shop')},
	{name: 'snapshots', decode: body => decodeSnapshotList([body], 'vol_1')},
	{name: 'secrets', decode: body => decodeSecretList({secrets: [body]}, 'shop')},
	{name: 'version of secrets', decode: decodeSecretsVersion},
	{name: 'certificate', decode: decodeCertificate},
	{name: 'certificates', decode: body => decodeCertificateList({certificates: [body]}, 'shop')},
	{name: 'address', decode: decodeIpAssignment},
	{name: 'addresses', decode: body => decodeIpAssignmentList({ips: [body]}, 'shop')},
	{name: 'regions', decode: body => decodeRegions({regions: [body], nearest: body})},
	{name: 'tokens', decode: body => decodeTokens({tokens: [body]})},
	{name: 'machines of an organization', decode: body => decodeOrganizationMachines({machines: [body], error_regions: [body]})},
	{name: 'log', decode: body => decodeLogPage({data: [body], meta: body}, 't')},
	{name: 'end of a command', decode: decodeExecResult},
	{name: 'processes', decode: body => decodeProcessList([body], 'm1')},
	{name: 'versions', decode: body => shownVersions([body])},
	{name: 'metadata', decode: decodeMetadata},
];

const json = fc.jsonValue({maxDepth: 4}).map((value): Json => JSON.parse(JSON.stringify(value)));

/** Every key that is read, so that each may stand for anything. */
const keys = [
	...['id', 'name', 'state', 'region', 'size_gb', 'created_at', 'fstype', 'bytes_used', 'digest', 'version', 'hostname', 'certificates'],
	...['issued', 'issuer', 'dns_requirements', 'a', 'aaaa', 'ownership', 'acme_challenge', 'validation', 'validation_errors', 'ip', 'code'],
	...['token_id', 'apps', 'app_name', 'config', 'user_config', 'attributes', 'meta', 'event', 'message', 'timestamp', 'next_token'],
	...['exit_code', 'exit_signal', 'stdout', 'stderr', 'pid', 'listen_sockets', 'command'],
];

const things = fc.dictionary(fc.constantFrom(...keys), fc.oneof(json, fc.dictionary(fc.constantFrom(...keys), json)));

test.each(ofThings)('no JSON whatsoever makes reading the $name throw', ({decode}) => {
	fc.assert(
		fc.property(fc.oneof(json, things), body => {
			decode(body);
			decode({
				id: 'a',
				pid: 1,
				state: 'b',
				name: 'c',
				hostname: 'd',
				ip: 'e',
				code: 'f',
				app_name: 'g',
				version: 'h',
				...(isJsonObject(body) ? body : {}),
			});
		}),
		{numRuns: 200},
	);
});

const dirt = fc.constantFrom('\u001B[2J', '\u001B]0;title\u0007', '\u0007', '\u202E', '\u200B', '\uD800', '\u0000', '\u009B');
const dirty = fc.tuple(dirt, dirt).map(([one, two]): Json => `a${one}b${two}`);
const dirtyThings = fc.dictionary(
	fc.oneof(fc.constantFrom(...keys), dirty.map(String)),
	fc.oneof(
		dirty,
		fc.array(dirty),
		fc.dictionary(fc.constantFrom(...keys), fc.oneof(dirty, fc.dictionary(fc.constantFrom(...keys), dirty))),
	),
);

test.each(ofThings)('no control characters survive in the $name', ({decode}) => {
	fc.assert(
		fc.property(dirtyThings, body => {
			const shown = JSON.stringify(decode({id: 'a', pid: 1, user_config: {}, ...body})) ?? '';
			expect(shown).not.toMatch(/\\u|[\u007F-\u009F\u200B\u202E]/);
		}),
		{numRuns: 200},
	);
});

const noObjects: readonly Json[] = ['text', 3, true, [], null];
const noLists: readonly Json[] = ['text', 3, true, {}];
const noEnvelopes: readonly Json[] = [...noObjects, {}, {error: 'x'}];

test.each<Decoder & {readonly others: readonly Json[]}>([
	{name: 'volumes', decode: body => decodeVolumeList(body, 'shop'), others: noLists},
	{name: 'snapshots', decode: body => decodeSnapshotList(body, 'vol_1'), others: noLists},
	{name: 'processes', decode: body => decodeProcessList(body, 'm1'), others: noLists},
	{name: 'versions', decode: body => decodeVersionList(body, 'm1'), others: noLists},
	{name: 'secrets', decode: body => decodeSecretList(body, 'shop'), others: noEnvelopes},
	{name: 'certificates', decode: body => decodeCertificateList(body, 'shop'), others: noEnvelopes},
	{name: 'addresses', decode: body => decodeIpAssignmentList(body, 'shop'), others: noEnvelopes},
	{name: 'regions', decode: decodeRegions, others: noEnvelopes},
	{name: 'tokens', decode: decodeTokens, others: noEnvelopes},
	{name: 'machines of an organization', decode: decodeOrganizationMachines, others: noEnvelopes},
	{name: 'log', decode: body => decodeLogPage(body, ''), others: noEnvelopes},
	{name: 'config', decode: decodeExactConfig, others: noObjects},
	{name: 'end of a command', decode: decodeExecResult, others: noObjects},
])('an answer of another shape is none: $name', ({decode, others}) => {
	for (const other of others) {
		expect(decode(other)).toBeUndefined();
	}
});

test('output keeps its lines and the whole of each, and nothing that a terminal would obey', () => {
	const long = 'x'.repeat(10_000);
	expect(outputText(`${long}\r\n\u001B[1;31mred\u001B[0m\tblue\n\u001B]8;;http://x\u001B\\link\u001B]8;;\u001B\\\n\u001B7end`)).toBe(
		`${long}\nred blue\nlink\n7end`,
	);
	expect(outputText(null)).toBe('');
});
