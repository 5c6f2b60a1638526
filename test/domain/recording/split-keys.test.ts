import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {recordedBody} from '../../../source/domain/recording/redact.ts';
import {createKeyMasker} from '../../../source/domain/recording/split-keys.ts';

const logPath = '/api/v1/apps/web/logs?next_token=1';
const page = (lines: readonly (readonly [instance: string, message: string])[]): string =>
	JSON.stringify({data: lines.map(([instance, message]) => ({attributes: {instance, message}})), meta: {next_token: '2'}});

const kind = fc.constantFrom('', 'RSA ', 'EC ', 'OPENSSH ', 'ENCRYPTED ');
const bodyLine = fc.stringMatching(/^[A-Za-z\d+/]{20,60}={0,2}$/).map(text => `Zq7${text}`);
/** What a logger writes around a line. */
const around = fc.constantFrom<readonly [string, string]>(['', ''], ['  ', ''], ['"', '\\n",'], ['', ' '], ['', '\r']);
const key = fc.record({kind, body: fc.array(bodyLine, {minLength: 1, maxLength: 60}), around});
const ordinary = fc.constantFrom('GET / 200 in 3 ms', 'listening on :8080', '[info] ready', 'a b c', '');

const linesOf = ({kind: of, body, around: [before, after]}: {kind: string; body: string[]; around: readonly [string, string]}) =>
	[`-----BEGIN ${of}PRIVATE KEY-----`, ...body, `-----END ${of}PRIVATE KEY-----`].map(line => `${before}${line}${after}`);

describe('a private key that is logged line by line', () => {
	test('is in no recording, wherever its lines are parted into pages and whatever others say between them', () => {
		fc.assert(
			fc.property(key, fc.array(ordinary, {minLength: 1, maxLength: 5}), fc.nat({max: 70}), ordinary, (given, after, cut, other) => {
				const secret = linesOf(given).flatMap(line => [['a', line] as const, ['b', other] as const, ['a', other] as const]);
				const lines = [...secret, ...after.map(line => ['a', line] as const)];
				const masker = createKeyMasker();
				const pages = [lines.slice(0, cut), lines.slice(cut)].map(part => JSON.stringify(recordedBody(page(part), logPath, masker)));
				expect(pages.join('\n')).not.toContain('Zq7');
				expect(pages.join('\n')).not.toContain('PRIVATE KEY');
				const messages: readonly string[] = pages.flatMap(text =>
					JSON.parse(text).json.data.map((line: {readonly attributes: {readonly message: string}}) => line.attributes.message),
				);
				expect(messages.slice(-after.length)).toEqual(after);
				expect(messages.filter(message => message === other).length).toBeGreaterThanOrEqual(secret.length / 3);
			}),
		);
	});

	test('is looked for in the lines of its own source alone, also behind what a logger puts before', () => {
		const masker = createKeyMasker();
		expect(masker('a', '-----BEGIN PRIVATE KEY-----')).toBe('(masked)');
		expect(masker('b', 'MIIEvQIBADANBgkq')).toBe('MIIEvQIBADANBgkq');
		expect(masker('a', 'MIIEvQIBADANBgkq')).toBe('(masked)');
		expect(masker('a', '2026-01-10 12:00:00 INFO MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj')).toBe('(masked)');
		expect(masker('a', '-----END PRIVATE KEY-----')).toBe('(masked)');
		expect(masker('a', 'ready')).toBe('ready');
	});

	test('masks no more than the lines of the longest key when its end never comes', () => {
		const masker = createKeyMasker();
		masker('a', '-----BEGIN PRIVATE KEY-----');
		const lines = Array.from({length: 300}, () => masker('a', 'ready'));
		expect(lines.filter(line => line === 'ready')).toHaveLength(50);
	});

	test('that is whole in one line leaves the next one alone', () => {
		const masker = createKeyMasker();
		masker('a', '-----BEGIN PRIVATE KEY-----\\nMIIE\\n-----END PRIVATE KEY-----');
		expect(masker('a', 'ready')).toBe('ready');
	});
});
