import {createHash} from 'node:crypto';
import type {State} from '../../state/collection.ts';

/** Whom a token lets in: everybody's token to everything, a deploy token to one app. */
export type TokenScope = {readonly id: string; readonly app: string | undefined; readonly organization: string};

type TokenRecord = {
	/** SHA-256 of the token: the token itself is not kept. */
	readonly digest: string;
	readonly app: string;
	readonly organization: string;
	readonly expiresAtMs: number;
};

/** The tokens that this server takes: the one that it was started with, and the deploy tokens that it gave since. */
export type Tokens = {
	/** Whether an Authorization header, or a token without its scheme, lets anybody in. */
	readonly isKnown: (header: string) => boolean;
	readonly find: (header: string) => TokenScope | undefined;
	/** A new token of an app, with the word that stands before it in the header. */
	readonly createDeployToken: (app: string, organization: string, lifetimeMs: number) => string;
	readonly forget: (app: string) => void;
};

export type TokenOptions = {
	readonly state: State;
	readonly now: () => number;
	readonly randomBytes: (size: number) => Uint8Array;
	/** The token that the server was started with. */
	readonly token: string;
};

const personal = 'personal';

/** Comparing digests takes the same time however much of a token is right. */
const digestOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** The tokens of a header, of which some clients send more than one, after more than one scheme word. */
const tokensIn = (header: string): readonly string[] =>
	header
		.trim()
		.replace(/^(?:(?:bearer|flyv1)\s+)+/i, '')
		.split(',')
		.map(token => token.trim());

export const createTokens = ({state, now, randomBytes, token}: TokenOptions): Tokens => {
	const records = state.collection<TokenRecord>('deploy_token');
	const ownDigest = digestOf(tokensIn(token).join(','));

	const deployScope = (digest: string): TokenScope | undefined => {
		const record = records.get(digest);
		return record === undefined || record.expiresAtMs <= now()
			? undefined
			: {id: digest.slice(0, 16), app: record.app, organization: record.organization};
	};

	const find = (header: string): TokenScope | undefined => {
		const given = tokensIn(header);
		return digestOf(given.join(',')) === ownDigest
			? {id: ownDigest.slice(0, 16), app: undefined, organization: personal}
			: given
					.map(digestOf)
					.map(deployScope)
					.find(scope => scope !== undefined);
	};

	const draw = (size: number): string => `fm2_${Buffer.from(randomBytes(size)).toString('base64')}`;

	return {
		find,
		isKnown: header => find(header) !== undefined,
		createDeployToken(app, organization, lifetimeMs) {
			const macaroon = draw(96);
			const digest = digestOf(macaroon);
			records.put(digest, {digest, app, organization, expiresAtMs: now() + lifetimeMs});
			return `FlyV1 ${macaroon},${draw(48)}`;
		},
		forget(app) {
			for (const {digest} of [...records.values()].filter(record => record.app === app)) {
				records.delete(digest);
			}
		},
	};
};
