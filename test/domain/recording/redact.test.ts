import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {isJsonObject, type Json} from '../../../source/domain/json.ts';
import {recordedBody, withoutSecrets} from '../../../source/domain/recording/redact.ts';

const marker = 'hush-hush';
const machinesPath = '/v1/apps/web/machines';

/** Where an answer holds a secret, by the path of its request; `secret` is put there. */
const places: readonly {readonly path: string; readonly place: string; readonly body: (secret: Json) => Json}[] = [
	{path: machinesPath, place: 'the env of a machine', body: secret => [{config: {env: {LOG_LEVEL: secret}}}]},
	{path: machinesPath, place: 'the env of a process', body: secret => [{config: {processes: [{env: {A: secret}}]}}]},
	{path: machinesPath, place: 'the env of a container', body: secret => [{config: {containers: [{env: {A: secret}}]}}]},
	{path: machinesPath, place: 'a file', body: secret => [{config: {files: [{guest_path: '/x', raw_value: secret}]}}]},
	{path: machinesPath, place: 'metadata by its name', body: secret => [{config: {metadata: {api_token: secret}}}]},
	{
		path: machinesPath,
		place: 'a header of a check',
		body: secret => [{config: {checks: {a: {headers: [{name: 'Authorization', values: [secret]}]}}}}],
	},
	{path: machinesPath, place: 'the nonce of a new machine', body: secret => ({nonce: secret})},
	{path: `${machinesPath}/148e/lease`, place: 'the nonce of a lease', body: secret => ({status: 'success', data: {nonce: secret}})},
	{path: `${machinesPath}/148e/metadata`, place: 'metadata alone', body: secret => ({db_password: secret})},
	{path: `${machinesPath}/148e/exec`, place: 'what a command printed', body: secret => ({exit_code: 0, stdout: secret, stderr: secret})},
	{path: '/v1/apps/web/secrets?show_secrets=true', place: 'a secret', body: secret => ({secrets: [{name: 'A', value: secret}]})},
	{path: '/v1/apps/web/deploy_token', place: 'a token', body: secret => ({token: secret})},
];

/** The names of all that is in a value, with the type of each. */
const shapeOf = (value: Json | undefined): unknown => {
	if (Array.isArray(value)) {
		return value.map(shapeOf);
	}

	return isJsonObject(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)])) : typeof value;
};

describe('what is recorded of an answer', () => {
	test.each(places)('has nothing of $place, and the same shape', ({path, body}) => {
		fc.assert(
			fc.property(fc.string({minLength: 1}), fc.constantFrom('', ' ', '\n'), (text, end) => {
				const sent = body(`${text}${marker}${end}`);
				const kept = withoutSecrets(sent, path);
				expect(JSON.stringify(kept)).not.toContain(marker);
				expect(shapeOf(kept)).toEqual(shapeOf(sent));
			}),
		);
	});

	test('has nothing of any value of an env, however deep it lies and whatever it is', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.dictionary(fc.string(), fc.jsonValue()), (around, values) => {
				const sent = JSON.parse(JSON.stringify({around, list: [{env: {...values, X: marker, Y: [marker, {z: marker}]}}]}));
				const kept = withoutSecrets(sent, machinesPath);
				expect(JSON.stringify(kept)).not.toContain(marker);
				expect(shapeOf(kept)).toEqual(shapeOf(sent));
			}),
		);
	});

	test('has no text in the shape of a token, wherever it stands', () => {
		const sent = {events: [{note: 'FlyV1 fm2_abc'}], url: 'postgres://me:hunter2@db/x', init: {cmd: ['run', '--password=hunter2']}};
		expect(JSON.stringify(withoutSecrets(sent, machinesPath))).not.toMatch(/fm2_|hunter2/);
	});

	test('keeps what the screen is made of', () => {
		const sent = {
			id: '148ed193b95948',
			instance_id: '01JABCDEFGHJKMNPQRSTVWXYZ0',
			image_ref: {tag: 'deployment-01JABCDEFGHJKMNPQRSTVWXYZ0', digest: `sha256:${'a'.repeat(64)}`},
			checks: [{name: 'http', output: 'connection refused'}],
			config: {metadata: {fly_process_group: 'web'}, guest: {cpus: 1}},
		};
		expect(withoutSecrets(sent, machinesPath)).toEqual(sent);
	});

	test.each([
		['one', 'before\n-----BEGIN RSA PRIVATE KEY-----\nMIIEhush\nhush==\n-----END RSA PRIVATE KEY-----\nafter', 'before\n(masked)\nafter'],
		['one with other ends of lines', '-----BEGIN PRIVATE KEY-----\r\nhush\r\n-----END PRIVATE KEY-----\r\nafter', '(masked)\r\nafter'],
		[
			'two',
			'-----BEGIN PRIVATE KEY-----\nhush\n-----END PRIVATE KEY-----\nand\n-----BEGIN EC PRIVATE KEY-----\nhush\n-----END EC PRIVATE KEY-----',
			'(masked)\nand\n(masked)',
		],
		['one that is cut off', 'key\n  -----BEGIN OPENSSH PRIVATE KEY-----\n  hush\n  hush', 'key\n  (masked)'],
	])('has nothing of a private key over several lines: %s', (_what, text, kept) => {
		expect(recordedBody(text, machinesPath)).toEqual({text: kept});
	});

	test('is text where the answer is no JSON', () => {
		expect(recordedBody('<html>502</html>\nfm2_abc', machinesPath)).toEqual({text: '<html>502</html>\n(masked)'});
	});
});
