import {createCipheriv, createDecipheriv} from 'node:crypto';

const nonceBytes = 24;
const tagBytes = 16;

/** AES-256 of one block, as the key derivation needs it. */
const block = (key: Uint8Array, plaintext: Uint8Array): Buffer => {
	const cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
	return Buffer.concat([cipher.update(plaintext), cipher.final()]);
};

/** The first subkey of CMAC: AES of zero, doubled in GF(2^128). */
const subkey = (key: Uint8Array): Buffer => {
	const zero = block(key, Buffer.alloc(16));
	const carried = (zero[0] ?? 0) >> 7;
	const doubled = zero.map((byte, index) => ((byte << 1) | ((zero[index + 1] ?? 0) >> 7)) & 0xff);
	doubled[15] = (doubled[15] ?? 0) ^ (carried * 0x87);
	return Buffer.from(doubled);
};

const derive = (key: Uint8Array, nonce: Uint8Array): Buffer => {
	const mask = subkey(key);
	const half = (counter: number): Buffer => {
		const message = Buffer.concat([Buffer.from([0, counter, 0x58, 0]), nonce.subarray(0, 12)]);
		return block(
			key,
			message.map((byte, index) => byte ^ (mask[index] ?? 0)),
		);
	};

	return Buffer.concat([half(1), half(2)]);
};

/** XAES-256-GCM (c2sp.org/XAES-256-GCM) under a key of 32 bytes: the nonce of 24 bytes, the ciphertext, a tag of 16 bytes. */
export const seal = (key: Uint8Array, nonce: Uint8Array, plaintext: Uint8Array, associatedData: Uint8Array): Buffer => {
	const cipher = createCipheriv('aes-256-gcm', derive(key, nonce), nonce.subarray(12)).setAAD(associatedData);
	return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
};

/** Undoes `seal`. Undefined when the text was not sealed under this key with this associated data. */
export const open = (key: Uint8Array, sealed: Uint8Array, associatedData: Uint8Array): Buffer | undefined => {
	if (sealed.length < nonceBytes + tagBytes) {
		return undefined;
	}

	const nonce = sealed.subarray(0, nonceBytes);
	const decipher = createDecipheriv('aes-256-gcm', derive(key, nonce), nonce.subarray(12), {authTagLength: tagBytes})
		.setAAD(associatedData)
		.setAuthTag(sealed.subarray(-tagBytes));
	try {
		return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()]);
	} catch {
		return undefined;
	}
};

/** The bytes of a nonce for `seal`, which must never be used twice. */
export const sealNonceBytes = nonceBytes;
