import type {JsonObject} from '../../../source/domain/json.ts';
import {pick} from '../../../source/local/random.ts';
import type {Reply} from '../../helpers/local-server.ts';

/** Everything that an app holds, as its lists tell it. */
export type Contents = {
	readonly machines: ReadonlyMap<string, JsonObject>;
	readonly secrets: ReadonlyMap<string, JsonObject>;
	readonly volumes: ReadonlyMap<string, JsonObject>;
};

/** What must be so after a restart. */
export type Fact = (contents: Contents) => boolean;

/** What one client has had acknowledged, by topic: a later write on a topic takes the place of an earlier one. */
export type Client = {
	readonly app: string;
	readonly facts: Map<string, Fact>;
	/** The machines that it may still change, with the nonces of their leases. */
	readonly machines: Map<string, string>;
};

export type Write = {
	/** The topics that are in doubt from the moment in which the request goes out. */
	readonly touches: readonly string[];
	readonly request: readonly [method: string, path: string, body?: JsonObject | undefined, nonce?: string];
	readonly learn: (reply: Reply) => Readonly<Record<string, Fact>>;
};

type Draw = {readonly client: Client; readonly id: string; readonly word: string; readonly machinePath: string};

const at = (value: unknown, path: string): unknown =>
	path
		.split('.')
		.reduce<unknown>((inside, key) => (typeof inside === 'object' && inside !== null ? Reflect.get(inside, key) : undefined), value);

const inMachine =
	(id: string, path: string, expected: unknown): Fact =>
	({machines}) =>
		expected !== undefined && at(machines.get(id), path) === expected;

const isGone =
	(id: string): Fact =>
	({machines}) =>
		['destroying', 'destroyed'].includes(String(machines.get(id)?.state));

const configWith = (word: string): JsonObject => ({image: `nginx:${word}`, metadata: {word}});

const createMachine = ({client, word}: Draw): Write => ({
	touches: [],
	request: ['POST', `/v1/apps/${client.app}/machines`, {name: `m-${word}`, config: configWith(word), skip_launch: true}],
	learn({body}) {
		const id = String(body.id);
		client.machines.set(id, '');
		return {
			[`${id} name`]: inMachine(id, 'name', `m-${word}`),
			[`${id} version`]: inMachine(id, 'instance_id', body.instance_id),
			[`${id} word`]: inMachine(id, 'config.metadata.word', word),
		};
	},
});

/** The writes that clients make; those on a machine are only drawn when there is one. */
const writes: readonly ((draw: Draw) => Write)[] = [
	createMachine,
	({machinePath, id, word}) => ({
		touches: [`${id} word`],
		request: ['POST', `${machinePath}/metadata/word`, {value: word}],
		learn: () => ({[`${id} word`]: inMachine(id, 'config.metadata.word', word)}),
	}),
	({client, machinePath, id, word}) => ({
		touches: [`${id} word`, `${id} version`],
		request: ['POST', machinePath, {config: configWith(word)}, client.machines.get(id) ?? ''],
		learn: ({body}) => ({
			[`${id} version`]: inMachine(id, 'instance_id', body.instance_id),
			[`${id} word`]: inMachine(id, 'config.metadata.word', word),
		}),
	}),
	({client, machinePath, id, word}) => ({
		touches: [`${id} lease`],
		request: ['POST', `${machinePath}/lease`, {ttl: 3600, description: word}, client.machines.get(id) ?? ''],
		learn({body}) {
			client.machines.set(id, String(at(body, 'data.nonce')));
			return {[`${id} lease`]: inMachine(id, 'lease.description', word)};
		},
	}),
	({client, machinePath, id}) => {
		const nonce = client.machines.get(id) ?? '';
		client.machines.delete(id);
		return {
			touches: ['name', 'version', 'word', 'lease'].map(topic => `${id} ${topic}`),
			request: ['DELETE', `${machinePath}?force=true`, undefined, nonce],
			learn: () => ({[`${id} name`]: isGone(id)}),
		};
	},
	({client, word}) => ({
		touches: [],
		request: ['POST', `/v1/apps/${client.app}/secrets/S_${word}`, {value: word}],
		learn: () => ({[`secret ${word}`]: ({secrets}) => secrets.get(`S_${word}`)?.value === word}),
	}),
	({client, word}) => ({
		touches: [],
		request: ['POST', `/v1/apps/${client.app}/volumes`, {name: `v_${word}`, region: 'fra', size_gb: 1}],
		learn: ({body}) => ({[`volume ${word}`]: ({volumes}) => volumes.get(String(body.id))?.name === `v_${word}`}),
	}),
];

/** The next write of a client. `number` makes it unlike any other. */
export const drawWrite = (client: Client, random: () => number, number: number): Write => {
	const ids = [...client.machines.keys()];
	const id = ids.length > 0 ? pick(random, ids) : '';
	const write = id === '' ? createMachine : pick(random, writes);
	return write({client, id, word: `${client.app}x${number}`, machinePath: `/v1/apps/${client.app}/machines/${id}`});
};
