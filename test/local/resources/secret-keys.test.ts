import {createHmac, createPublicKey, verify} from 'node:crypto';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {findKeyType} from '../../../source/local/resources/secret-keys/key-types.ts';
import {open, seal} from '../../../source/local/resources/secret-keys/xaes.ts';
import {startResourceApi} from '../../helpers/resource-api.ts';

const all = '/v1/apps/web/secretkeys';
const hello = [...Buffer.from('hello')];

const encrypting = ['xaes256gcm', 'nacl_secretbox'];
const signing = ['hs256', 'hs384', 'hs512', 'nacl_auth', 'nacl_sign'];

test.each([
	[1, '', 'XAES-256-GCM', 'ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271'],
	[3, 'c2sp.org/XAES-256-GCM', 'XAES-256-GCM', '986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d'],
])('XAES-256-GCM gives the published vector of the key of bytes %d', (byte, associated, plaintext, ciphertext) => {
	const key = Buffer.alloc(32, byte);
	const nonce = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWX');
	const sealed = seal(key, nonce, Buffer.from(plaintext), Buffer.from(associated));
	expect(sealed.subarray(24).toString('hex')).toBe(ciphertext);
	expect(open(key, sealed, Buffer.from(associated))?.toString()).toBe(plaintext);
});

test('whatever was sealed opens, and nothing else does', () => {
	const bytes = (length?: number) => fc.uint8Array(length === undefined ? {maxLength: 50} : {minLength: length, maxLength: length});
	fc.assert(
		fc.property(bytes(32), bytes(24), bytes(), bytes(), fc.nat(), (key, nonce, plaintext, associated, at) => {
			const sealed = seal(key, nonce, plaintext, associated);
			expect(open(key, sealed, associated)).toEqual(Buffer.from(plaintext));
			const spoilt = Buffer.from(sealed);
			spoilt[at % spoilt.length] = (spoilt[at % spoilt.length] ?? 0) ^ 1;
			expect(open(key, spoilt, associated)).toBeUndefined();
			expect(open(key, sealed.subarray(0, at % sealed.length), associated)).toBeUndefined();
		}),
	);
});

test.each(encrypting)('a key of type %s encrypts and decrypts', async type => {
	const {call} = await startResourceApi();
	expect((await call('POST', `${all}/box/generate`, {type})).body).toMatchObject({name: 'box', type, version: 1, Version: 1});
	const associated = Buffer.from('for web').toString('base64');
	const {ciphertext} = (await call('POST', `${all}/box/encrypt`, {plaintext: hello, associated_data: associated})).body;
	const opened = await call('POST', `${all}/box/decrypt`, {ciphertext, associated_data: [...Buffer.from('for web')]});
	expect(opened.body).toEqual({plaintext: hello});
	expect(await call('POST', `${all}/box/decrypt`, {ciphertext})).toMatchObject({
		status: 400,
		body: {error: 'invalid_argument: decryption failed'},
	});
	expect((await call('POST', `${all}/box/sign`, {plaintext: hello})).status).toBe(400);
});

test.each(signing)('a key of type %s signs and verifies', async type => {
	const {call} = await startResourceApi();
	await call('POST', `${all}/pen/generate`, {type});
	const {signature} = (await call('POST', `${all}/pen/sign`, {plaintext: 'aGVsbG8='})).body;
	const verified = await call('POST', `${all}/pen/verify`, {plaintext: hello, signature});
	expect([verified.status, verified.text]).toEqual([204, '']);
	expect((await call('POST', `${all}/pen/verify`, {plaintext: [1], signature})).status).toBe(400);
	expect((await call('POST', `${all}/pen/verify`, {plaintext: hello, signature: []})).status).toBe(400);
	expect((await call('POST', `${all}/pen/encrypt`, {plaintext: hello})).status).toBe(400);
});

test('signatures are those of the named algorithms', async () => {
	const key = Buffer.alloc(32, 7);
	const text = Buffer.from('hello');
	expect(findKeyType('hs256')?.signing?.sign(key, text)).toEqual(createHmac('sha256', key).update(text).digest());
	expect(findKeyType('nacl_auth')?.signing?.sign(key, text)).toEqual(createHmac('sha512', key).update(text).digest().subarray(0, 32));
	const ed25519 = findKeyType('nacl_sign');
	const x = Buffer.from(ed25519?.publicKey?.(key) ?? []).toString('base64url');
	const publicKey = createPublicKey({key: {kty: 'OKP', crv: 'Ed25519', x}, format: 'jwk'});
	expect(verify(undefined, text, publicKey, ed25519?.signing?.sign(key, text) ?? Buffer.of())).toBe(true);
});

test('a key that is set is used, and never shown', async () => {
	const {call} = await startResourceApi();
	const value = Buffer.alloc(32, 7);
	const set = await call('POST', `${all}/pen`, {type: 'SECRET_TYPE_KMS_HS256', value: value.toString('base64')});
	expect([set.status, set.body]).toMatchObject([201, {name: 'pen', type: 'hs256'}]);
	const {signature} = (await call('POST', `${all}/pen/sign`, {plaintext: hello})).body;
	expect(signature).toEqual([...createHmac('sha256', value).update('hello').digest()]);
	expect((await call('GET', `${all}/pen`)).body).toEqual({
		name: 'pen',
		type: 'hs256',
		created_at: '2026-05-01T10:00:00Z',
		updated_at: '2026-05-01T10:00:00Z',
	});
});

test('keys are listed by type and deleted', async () => {
	const {call} = await startResourceApi();
	await call('POST', `${all}/pen/generate`, {type: 'nacl_sign'});
	await call('POST', `${all}/box/generate`, {type: 'xaes256gcm'});
	expect((await call('GET', all)).body.secret_keys).toMatchObject([{name: 'pen', public_key: expect.any(Array)}, {name: 'box'}]);
	expect((await call('GET', `${all}?types=xaes256gcm,hs256`)).body.secret_keys).toMatchObject([{name: 'box'}]);
	expect((await call('DELETE', `${all}/box`)).body).toEqual({version: 3, Version: 3});
	expect((await call('GET', `${all}/box`)).status).toBe(404);
	expect((await call('POST', `${all}/box/encrypt`, {plaintext: hello})).status).toBe(404);
	expect((await call('GET', '/v1/apps/web/secrets?min_version=3')).status).toBe(200);
});

test.each([
	['pen', {}],
	['pen', {type: 'hs256'}],
	['pen', {type: 'hs256', value: []}],
	['pen', {type: 'hs256', value: Array(32).fill(256)}],
	['pen', {type: 'hs256', value: '!'}],
	['pen', {type: 'rot13', value: []}],
	['pen', {type: 'nacl_box', value: Array(32).fill(1)}],
	['pen', {type: 'constructor', value: []}],
	['a%20pen', {type: 'hs256', value: Array(32).fill(1)}],
])('a key %s of %j is a 400', async (name, body) => {
	const {call} = await startResourceApi();
	expect((await call('POST', `${all}/${name}`, body)).status).toBe(400);
	expect((await call('GET', all)).body).toEqual({secret_keys: []});
});
