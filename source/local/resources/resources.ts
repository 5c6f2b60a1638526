import type {State} from '../state/collection.ts';
import {type Certificates, createCertificates} from './certificates/certificates.ts';
import {createIpAssignments, type IpAssignments} from './ip-assignments/ip-assignments.ts';
import {createSecretKeys, type SecretKeys} from './secret-keys/secret-keys.ts';
import {createSecretVersions} from './secrets/secret-versions.ts';
import {createSecrets, type Secrets} from './secrets/secrets.ts';
import {createTokens, type Tokens} from './tokens/tokens.ts';
import {createVolumeDirectories} from './volumes/volume-directories.ts';
import {createVolumes, type Volumes} from './volumes/volumes.ts';

export type ResourceOptions = {
	readonly state: State;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	/** Divides the delays that are simulated. */
	readonly speed: number;
	/** Bytes that nobody can guess: keys, tokens and nonces are made of them. */
	readonly randomBytes: (size: number) => Uint8Array;
	/** Where the directories of volumes go; asked when the first is needed. */
	readonly volumesDirectory: () => string;
	/** The token that the server was started with. */
	readonly token: string;
};

/** All that apps have beside machines. */
export type Resources = {
	readonly volumes: Volumes;
	readonly secrets: Secrets;
	readonly secretKeys: SecretKeys;
	readonly certificates: Certificates;
	readonly ipAssignments: IpAssignments;
	readonly tokens: Tokens;
	/** Forgets everything that an app had, with what its volumes hold. */
	readonly forgetApp: (app: string) => void;
};

const idDigits = '0123456789abcdefghjkmnpqrstvwxyz';

export const createResources = ({state, now, speed, randomBytes, volumesDirectory, token}: ResourceOptions): Resources => {
	const newId = (): string => [...randomBytes(16)].map(byte => idDigits.charAt(byte % idDigits.length)).join('');
	const directories = createVolumeDirectories(volumesDirectory);
	const versions = createSecretVersions(state);
	const resources = {
		volumes: createVolumes({state, now, speed, newId, directories}),
		secrets: createSecrets(state, versions, now),
		secretKeys: createSecretKeys({state, versions, now, randomBytes}),
		certificates: createCertificates(state, now, speed),
		ipAssignments: createIpAssignments(state, now, randomBytes),
		tokens: createTokens({state, now, randomBytes, token}),
	};

	return {
		...resources,
		forgetApp(app) {
			state.together(() => {
				for (const {forget} of [...Object.values(resources), versions]) {
					forget(app);
				}
			});
		},
	};
};
