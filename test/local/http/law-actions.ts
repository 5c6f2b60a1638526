import type {Json} from '../../../source/domain/json.ts';
import type {Outcome} from './law-server.ts';

export const machinesPath = '/v1/apps/web/machines';
export const volumesPath = '/v1/apps/web/volumes';
export const secretsPath = '/v1/apps/web/secrets';

type Texts = Readonly<Record<string, string>>;

/** What two clients believe, from the answers that they got. */
export type Belief = {
	readonly image: string;
	readonly metadata: Texts;
	readonly cordoned: boolean;
	/** Who holds the machine; of a lease whose answer broke off nobody knows the nonce. */
	readonly holder: {readonly client: number | undefined; readonly expiresAtMs: number} | undefined;
	/** The ids of the events that were read last, newest first. */
	readonly eventIds: readonly string[];
	readonly apps: readonly string[];
	readonly secrets: Texts;
	/** By id, those that nobody has deleted. */
	readonly volumes: Readonly<Record<string, {readonly size_gb: number; readonly snapshot_retention: number}>>;
};

export const firstBelief: Belief = {
	image: 'nginx',
	metadata: {},
	cordoned: false,
	holder: undefined,
	eventIds: [],
	apps: ['web'],
	secrets: {},
	volumes: {},
};

/** `machine` is its path, `volume` that of some volume. */
type Place = {readonly machine: string; readonly volume: string; readonly volumeId: string};

export type Action = {
	readonly request: (value: string, place: Place) => readonly [method: string, path: string, body?: Json | undefined];
	/** Whether it is about the machine, whose host may not answer. */
	readonly isOfMachine?: true;
	/** Whether somebody else's lease keeps it away. */
	readonly isLeased?: true;
	/** Whether its answer is needed to know what it did: then no fault breaks that off. */
	readonly needsAnswer?: true;
	/** What is to be believed once it was acknowledged. */
	readonly learn?: (belief: Belief, value: string, place: Place, outcome: Outcome) => Belief;
};

const without = <Value>(values: Readonly<Record<string, Value>>, name: string): Readonly<Record<string, Value>> =>
	Object.fromEntries(Object.entries(values).filter(([key]) => key !== name));

const onMachine = (
	method: string,
	suffix: string,
	body?: Json | ((value: string) => Json),
	rest: Pick<Action, 'isLeased' | 'learn'> = {},
): Action => ({
	request: (value, {machine}) => [method, machine + suffix, typeof body === 'function' ? body(value) : body],
	isOfMachine: true,
	...rest,
});

const sizes: Readonly<Record<string, number>> = {x: 3, y: 4, z: 5};

const withVolume = (belief: Belief, id: string, change: Partial<Belief['volumes'][string]>): Belief => {
	const volume = belief.volumes[id];
	return volume === undefined ? belief : {...belief, volumes: {...belief.volumes, [id]: {...volume, ...change}}};
};

const machineActions = {
	start: onMachine('POST', '/start', undefined, {isLeased: true}),
	stop: onMachine('POST', '/stop', undefined, {isLeased: true}),
	restart: onMachine('POST', '/restart', undefined, {isLeased: true}),
	suspend: onMachine('POST', '/suspend', undefined, {isLeased: true}),
	hangup: onMachine('POST', '/signal', {signal: 'SIGHUP'}),
	// A crash: what runs is gone, and the policy starts it again.
	kill: onMachine('POST', '/signal', {signal: 'SIGKILL'}),
	cordon: onMachine('POST', '/cordon', undefined, {isLeased: true, learn: belief => ({...belief, cordoned: true})}),
	uncordon: onMachine('POST', '/uncordon', undefined, {isLeased: true, learn: belief => ({...belief, cordoned: false})}),
	update: onMachine('POST', '', value => ({config: {image: value, metadata: {image: value}}}), {
		isLeased: true,
		learn: (belief, value) => ({...belief, image: value, metadata: {image: value}}),
	}),
	setMetadata: onMachine('PUT', '/metadata', value => ({metadata: {a: value}}), {
		learn: (belief, value) => ({...belief, metadata: {a: value}}),
	}),
	setKey: onMachine('POST', '/metadata/b', value => ({value}), {
		learn: (belief, value) => ({...belief, metadata: {...belief.metadata, b: value}}),
	}),
	exec: onMachine('POST', '/exec', {command: ['ls']}),
	memory: onMachine('GET', '/memory'),
};

const resourceActions: Readonly<Record<string, Action>> = {
	createApp: {
		request: value => ['POST', '/v1/apps', {name: `app-${value}`, org_slug: 'personal'}],
		learn: (belief, value) => ({...belief, apps: [...belief.apps, `app-${value}`]}),
	},
	deleteApp: {
		request: value => ['DELETE', `/v1/apps/app-${value}`],
		learn: (belief, value) => ({...belief, apps: belief.apps.filter(name => name !== `app-${value}`)}),
	},
	setSecret: {
		request: value => ['POST', `${secretsPath}/S_${value}`, {value}],
		learn: (belief, value) => ({...belief, secrets: {...belief.secrets, [`S_${value}`]: value}}),
	},
	setSecrets: {
		request: value => ['POST', secretsPath, {values: {S_x: value, S_y: null}}],
		learn: (belief, value) => ({...belief, secrets: {...without(belief.secrets, 'S_y'), S_x: value}}),
	},
	deleteSecret: {
		request: value => ['DELETE', `${secretsPath}/S_${value}`],
		learn: (belief, value) => ({...belief, secrets: without(belief.secrets, `S_${value}`)}),
	},
	createVolume: {
		request: value => ['POST', volumesPath, {name: value, region: 'fra', size_gb: sizes[value] ?? 1}],
		needsAnswer: true,
		learn: (belief, value, _, {body}) => ({
			...belief,
			volumes: {...belief.volumes, [String(body?.id)]: {size_gb: sizes[value] ?? 1, snapshot_retention: 5}},
		}),
	},
	extendVolume: {
		request: (value, {volume}) => ['PUT', `${volume}/extend`, {size_gb: 1 + (sizes[value] ?? 1)}],
		learn: (belief, value, {volumeId}) => withVolume(belief, volumeId, {size_gb: 1 + (sizes[value] ?? 1)}),
	},
	changeVolume: {
		request: (value, {volume}) => ['PUT', volume, {snapshot_retention: 5 + (sizes[value] ?? 1)}],
		learn: (belief, value, {volumeId}) => withVolume(belief, volumeId, {snapshot_retention: 5 + (sizes[value] ?? 1)}),
	},
	deleteVolume: {
		request: (_, {volume}) => ['DELETE', volume],
		learn: (belief, _, {volumeId}) => ({...belief, volumes: without(belief.volumes, volumeId)}),
	},
};

export const ttlSeconds = 5;

const actions: Readonly<Record<string, Action>> = {
	...machineActions,
	...resourceActions,
	lease: onMachine('POST', '/lease', {ttl: ttlSeconds}),
	destroy: onMachine('DELETE', '', undefined, {isLeased: true}),
};

/** The names of the actions that are drawn equally often: a lease is so more often, and the end of the machine seldom. */
export const usualActions: readonly string[] = [...Object.keys(machineActions), ...Object.keys(resourceActions)];

/** Throws a RangeError when there is none. */
export const actionNamed = (name: string): Action => {
	const action = actions[name];
	if (action === undefined) {
		throw new RangeError(`no action ${name}`);
	}

	return action;
};
