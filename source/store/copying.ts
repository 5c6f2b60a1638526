import type {CreateInput} from '../domain/config/form.ts';
import type {ResourceOrder, ResourceTarget} from '../domain/resources/orders.ts';
import type {Order} from '../domain/verbs.ts';
import type {GivenConfig} from './drafts.ts';
import type {MetadataChange} from './metadata.ts';
import type {Target} from './state.ts';

/** What of a machine is to be copied. */
export type CopyMode = {readonly kind: 'copy'; readonly target: Target};

/** One request to the API, to be sent or sent before, that can be had as a command of the shell. */
export type Deed =
	| {readonly type: 'act'; readonly target: Target; readonly order: Order}
	| {readonly type: 'give-config'; readonly given: GivenConfig}
	| {readonly type: 'create-machine'; readonly app: string; readonly input: CreateInput}
	| {readonly type: 'act-on-resource'; readonly target: ResourceTarget; readonly order: ResourceOrder}
	| {readonly type: 'acquire-lease' | 'refresh-lease'; readonly target: Whose; readonly ttlSeconds: number}
	/** With the nonce of whoever holds it: so it is broken too. */
	| {readonly type: 'release-lease'; readonly target: Whose}
	| {readonly type: 'exec'; readonly target: Target; readonly words: readonly string[]; readonly timeoutSeconds: number}
	| {readonly type: 'change-metadata'; readonly target: Target; readonly change: Pick<MetadataChange, 'key' | 'value'>}
	| {readonly type: 'wait'; readonly target: Target; readonly wanted: string}
	| {readonly type: 'read-machine' | 'read-lease' | 'read-metadata'; readonly target: Target};

type Whose = Pick<Target, 'app' | 'id'>;

/** Something to be copied as a command: what was done has its command, of anything else it is made. */
export type CurlOffer = {readonly title: string} & ({readonly command: string} | {readonly deed: Deed});

/** Which act is to be copied as a command, as they were when the list opened. */
export type CopyCurlMode = {
	readonly kind: 'copy-curl';
	/** The machine whose acts are listed; undefined: all that was done. */
	readonly target: Target | undefined;
	readonly offers: readonly CurlOffer[];
	readonly picked: number;
};
