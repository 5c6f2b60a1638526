import {states} from '../../domain/lifecycle.ts';

/** What a value must be for the server to work with it. */
type Kind = (value: unknown) => boolean;

const text: Kind = value => typeof value === 'string';
const number: Kind = value => typeof value === 'number';
const flag: Kind = value => typeof value === 'boolean';
const list: Kind = Array.isArray;
const object: Kind = value => typeof value === 'object' && value !== null && !Array.isArray(value);
const machineState: Kind = value => states.some(({state}) => state === value);

/** An object with fields without which it is none; those that may be absent are not among them. */
const fields =
	(kinds: Readonly<Record<string, Kind>>): Kind =>
	value =>
		object(value) && Object.entries(kinds).every(([name, kind]) => kind(Reflect.get(Object(value), name)));

const times = {createdAtMs: number, updatedAtMs: number};

const shapes: Readonly<Record<string, Kind>> = {
	app: fields({id: text, name: text, organization: text, network: text, createdAtMs: number}),
	machine: fields({
		...times,
		id: text,
		app: text,
		name: text,
		region: text,
		privateIp: text,
		instanceId: text,
		state: machineState,
		restState: machineState,
		config: object,
		checks: list,
		events: list,
		restartTimesMs: list,
		imageReady: flag,
		willRun: flag,
		cordoned: flag,
		skipsSecrets: flag,
	}),
	volume: fields({...times, id: text, app: text, name: text, region: text, zone: text, sizeGb: number, readyAtMs: number}),
	snapshot: fields({
		id: text,
		app: text,
		volumeId: text,
		sizeBytes: number,
		volumeSizeGb: number,
		createdAtMs: number,
		retentionDays: number,
	}),
	secret: fields({...times, app: text, name: text, value: text, digest: text}),
	secret_key: fields({...times, app: text, name: text, type: text, value: text}),
	secret_version: fields({app: text, version: number}),
	certificate: fields({...times, app: text, hostname: text, validAtMs: number}),
	ip_assignment: fields({app: text, ip: text, type: text, region: text, createdAtMs: number}),
	deploy_token: fields({digest: text, app: text, organization: text, expiresAtMs: number}),
	given_secrets: object,
	version: list,
};

/** Whether a value that was read is one that the server can work with. Of a collection that is not known, every value is. */
export const isWhole = (collection: string, value: unknown): boolean =>
	!Object.hasOwn(shapes, collection) || shapes[collection]?.(value) === true;
