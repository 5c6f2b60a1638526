import {createHmac, createPrivateKey, createPublicKey, sign, timingSafeEqual, verify} from 'node:crypto';
import {open, seal, sealNonceBytes} from './xaes.ts';

type RandomBytes = (size: number) => Uint8Array;

type Signing = {
	readonly sign: (key: Uint8Array, plaintext: Uint8Array) => Uint8Array;
	readonly verify: (key: Uint8Array, plaintext: Uint8Array, signature: Uint8Array) => boolean;
};

type Encrypting = {
	readonly encrypt: (key: Uint8Array, plaintext: Uint8Array, associatedData: Uint8Array, randomBytes: RandomBytes) => Uint8Array;
	readonly decrypt: (key: Uint8Array, ciphertext: Uint8Array, associatedData: Uint8Array) => Uint8Array | undefined;
};

/** What a type of secret key can do, with keys of so many bytes. */
export type KeyType = {
	readonly keyBytes: number;
	readonly signing?: Signing;
	readonly encrypting?: Encrypting;
	readonly publicKey?: (key: Uint8Array) => Uint8Array;
};

const hmac = (hash: string, keyBytes: number, signatureBytes: number): KeyType => {
	const signWith: Signing['sign'] = (key, plaintext) => createHmac(hash, key).update(plaintext).digest().subarray(0, signatureBytes);
	return {
		keyBytes,
		signing: {
			sign: signWith,
			verify: (key, plaintext, signature) => signature.length === signatureBytes && timingSafeEqual(signature, signWith(key, plaintext)),
		},
	};
};

const xaes: KeyType = {
	keyBytes: 32,
	encrypting: {
		encrypt: (key, plaintext, associatedData, randomBytes) => seal(key, randomBytes(sealNonceBytes), plaintext, associatedData),
		decrypt: open,
	},
};

/** How PKCS #8 introduces the 32 bytes of an Ed25519 key. */
const ed25519Header = Buffer.from('302e020100300506032b657004220420', 'hex');

const ed25519Key = (seed: Uint8Array) => createPrivateKey({key: Buffer.concat([ed25519Header, seed]), format: 'der', type: 'pkcs8'});

const ed25519: KeyType = {
	keyBytes: 32,
	signing: {
		sign: (key, plaintext) => sign(undefined, plaintext, ed25519Key(key)),
		verify: (key, plaintext, signature) => verify(undefined, plaintext, createPublicKey(ed25519Key(key)), signature),
	},
	publicKey: key => createPublicKey(ed25519Key(key)).export({format: 'der', type: 'spki'}).subarray(-32),
};

/**
The types of secret keys, by the names that the API's client gives them, and what each does here.

| type | algorithm |
|---|---|
| `hs256`, `hs384`, `hs512` | HMAC with SHA-256, SHA-384, SHA-512 |
| `nacl_auth` | HMAC with SHA-512, of which the first 32 bytes count, as in NaCl |
| `nacl_sign` | Ed25519 over a seed of 32 bytes |
| `xaes256gcm` | XAES-256-GCM |
| `nacl_secretbox` | XAES-256-GCM too: it stands in for XSalsa20-Poly1305, with a nonce, tag and key of the same sizes |

`nacl_box` is known to the client and supported by neither.
*/
const keyTypes: Readonly<Record<string, KeyType>> = {
	hs256: hmac('sha256', 32, 32),
	hs384: hmac('sha384', 48, 48),
	hs512: hmac('sha512', 64, 64),
	nacl_auth: hmac('sha512', 32, 32),
	nacl_sign: ed25519,
	xaes256gcm: xaes,
	nacl_secretbox: xaes,
};

/** A type's name as it is kept: the client also writes `SECRET_TYPE_KMS_HS256`. */
export const keyTypeName = (type: string): string => type.toLowerCase().replace(/^secret_type_kms_/, '');

export const findKeyType = (type: string): KeyType | undefined => (Object.hasOwn(keyTypes, type) ? keyTypes[type] : undefined);
