import {refusal} from '../../fleet/fault.ts';
import type {State} from '../../state/collection.ts';
import type {SecretVersions} from '../secrets/secret-versions.ts';
import {createAppCollection} from '../shared/app-collection.ts';
import {findKeyType, type KeyType, keyTypeName} from './key-types.ts';

type SecretKeyRecord = {
	readonly app: string;
	readonly name: string;
	readonly type: string;
	/** Base64. */
	readonly value: string;
	readonly createdAtMs: number;
	readonly updatedAtMs: number;
};

/** A secret key without its value. */
export type SecretKey = {
	readonly name: string;
	readonly type: string;
	readonly publicKey: Uint8Array | undefined;
	readonly createdAtMs: number;
	readonly updatedAtMs: number;
};

export type SecretKeyOptions = {
	readonly state: State;
	readonly versions: SecretVersions;
	readonly now: () => number;
	readonly randomBytes: (size: number) => Uint8Array;
};

/** The secret keys of all apps: they are used here, their values never leave. Everything throws a 404 Fault for a name that is not there. */
export type SecretKeys = {
	readonly of: (app: string) => readonly SecretKey[];
	readonly find: (app: string, name: string) => SecretKey;
	/** Keeps a key, or one made at random when there is no value; answers the new version. Throws a 400 Fault for what does not fit. */
	readonly set: (app: string, name: string, type: string, value: Uint8Array | undefined) => number;
	readonly delete: (app: string, name: string) => number;
	/** These four throw a 400 Fault when the key's type cannot do it, or when the text does not fit the key. */
	readonly encrypt: (app: string, name: string, plaintext: Uint8Array, associatedData: Uint8Array) => Uint8Array;
	readonly decrypt: (app: string, name: string, ciphertext: Uint8Array, associatedData: Uint8Array) => Uint8Array;
	readonly sign: (app: string, name: string, plaintext: Uint8Array) => Uint8Array;
	readonly verify: (app: string, name: string, plaintext: Uint8Array, signature: Uint8Array) => void;
	readonly versionOf: (app: string) => number;
	readonly forget: (app: string) => void;
};

const keyName = /^[A-Za-z0-9_-]{1,64}$/;

const requireType = (type: string): KeyType => {
	const found = findKeyType(type);
	if (found === undefined) {
		throw refusal('invalid_argument', `invalid secret key type '${type}'`);
	}

	return found;
};

const bytesOf = ({value}: SecretKeyRecord): Uint8Array => Buffer.from(value, 'base64');

const withoutValue = (key: SecretKeyRecord): SecretKey => {
	const {name, type, createdAtMs, updatedAtMs} = key;
	return {name, type, publicKey: findKeyType(type)?.publicKey?.(bytesOf(key)), createdAtMs, updatedAtMs};
};

export const createSecretKeys = ({state, versions, now, randomBytes}: SecretKeyOptions): SecretKeys => {
	const records = createAppCollection(state.collection<SecretKeyRecord>('secret_key'), ({name}) => name);

	const record = (app: string, name: string): SecretKeyRecord => {
		const key = records.get(app, name);
		if (key === undefined) {
			throw refusal('not_found', 'secret key not found');
		}

		return key;
	};

	const able = <Ability extends 'signing' | 'encrypting'>(app: string, name: string, ability: Ability) => {
		const key = record(app, name);
		const can = findKeyType(key.type)?.[ability];
		if (can === undefined) {
			throw refusal('invalid_argument', `secret keys of type '${key.type}' are not for ${ability}`);
		}

		return {can, bytes: bytesOf(key)};
	};

	return {
		of: app => records.of(app).map(withoutValue),
		find: (app, name) => withoutValue(record(app, name)),
		set(app, name, givenType, givenValue) {
			if (!keyName.test(name)) {
				throw refusal('invalid_argument', `invalid secret key name '${name}'`);
			}

			const type = keyTypeName(givenType);
			const {keyBytes} = requireType(type);
			const value = Buffer.from(givenValue ?? randomBytes(keyBytes));
			if (value.length !== keyBytes) {
				throw refusal('invalid_argument', `invalid value, secret keys of type '${type}' have ${keyBytes} bytes`);
			}

			const updatedAtMs = now();
			const createdAtMs = records.get(app, name)?.createdAtMs ?? updatedAtMs;
			return state.together(() => {
				records.put(name, {app, name, type, value: value.toString('base64'), createdAtMs, updatedAtMs});
				return versions.next(app);
			});
		},
		delete(app, name) {
			record(app, name);
			return state.together(() => {
				records.delete(app, name);
				return versions.next(app);
			});
		},
		encrypt(app, name, plaintext, associatedData) {
			const {can, bytes} = able(app, name, 'encrypting');
			return can.encrypt(bytes, plaintext, associatedData, randomBytes);
		},
		decrypt(app, name, ciphertext, associatedData) {
			const {can, bytes} = able(app, name, 'encrypting');
			const plaintext = can.decrypt(bytes, ciphertext, associatedData);
			if (plaintext === undefined) {
				throw refusal('invalid_argument', 'decryption failed');
			}

			return plaintext;
		},
		sign(app, name, plaintext) {
			const {can, bytes} = able(app, name, 'signing');
			return can.sign(bytes, plaintext);
		},
		verify(app, name, plaintext, signature) {
			const {can, bytes} = able(app, name, 'signing');
			if (!can.verify(bytes, plaintext, signature)) {
				throw refusal('invalid_argument', 'signature verification failed');
			}
		},
		versionOf: versions.current,
		forget: records.forget,
	};
};
