import {Fault, refusal} from '../../fleet/fault.ts';
import type {State} from '../../state/collection.ts';
import {createAppCollection} from '../shared/app-collection.ts';

type IpType = keyof typeof makers;

export type IpRecord = {
	readonly app: string;
	readonly ip: string;
	readonly type: IpType;
	readonly region: string;
	readonly serviceName: string;
	readonly network: string;
	readonly createdAtMs: number;
};

export type IpRequest = {
	readonly type: string;
	readonly region: string | undefined;
	readonly serviceName: string | undefined;
	readonly network: string | undefined;
};

export type IpAssignments = {
	readonly of: (app: string) => readonly IpRecord[];
	/** Assigns an address, or two for a pair, of which the first is answered. Throws a 400 Fault for a type that does not exist, 422 for a second shared one. */
	readonly assign: (app: string, request: IpRequest) => IpRecord;
	/** Throws a 404 Fault when the app does not have it. */
	readonly release: (app: string, ip: string) => void;
	readonly forget: (app: string) => void;
};

type Maker = (bytes: Uint8Array) => string;
type Makers = readonly [Maker, ...(readonly Maker[])];

/** Hexadecimal groups of an address from bytes, two for each. */
const groups = (bytes: Uint8Array): string =>
	(Buffer.from(bytes).toString('hex').match(/.{4}/g) ?? []).map(group => group.replace(/^0+(?=.)/, '')).join(':');

const publicV4 = ([third = 0, fourth = 0]: Uint8Array): string => `137.66.${third}.${fourth}`;
const publicV6 = (bytes: Uint8Array): string => `2a09:8280:1::${groups(bytes.subarray(0, 4))}`;
const sharedV4 = ([fourth = 0]: Uint8Array): string => `66.241.125.${fourth}`;
const privateV6 = (bytes: Uint8Array): string => `fdaa:0:fcc8:0:1::${groups(bytes.subarray(0, 2))}`;
const egressV4 = ([third = 0, fourth = 0]: Uint8Array): string => `209.71.${third}.${fourth}`;
const egressV6 = (bytes: Uint8Array): string => `2605:4c40:1::${groups(bytes.subarray(0, 4))}`;

/** The addresses that each type consists of, drawn from four random bytes. */
const makers = {
	v4: [publicV4],
	v6: [publicV6],
	shared_v4: [sharedV4],
	private_v6: [privateV6],
	egress_v4: [egressV4],
	egress_v6: [egressV6],
	egress_pair: [egressV4, egressV6],
} as const satisfies Readonly<Record<string, Makers>>;

const isIpType = (type: string): type is IpType => Object.hasOwn(makers, type);

export const createIpAssignments = (state: State, now: () => number, randomBytes: (size: number) => Uint8Array): IpAssignments => {
	const collection = state.collection<IpRecord>('ip_assignment');
	const records = createAppCollection(collection, ({ip}) => ip);

	const draw = (make: (bytes: Uint8Array) => string): string => {
		const taken = new Set([...collection.values()].map(({ip}) => ip));
		for (let attempt = 0; attempt < 1000; attempt++) {
			const ip = make(randomBytes(4));
			if (!taken.has(ip)) {
				return ip;
			}
		}

		throw new Fault(422, {error: 'insufficient IPs available to fulfill request'});
	};

	return {
		of: records.of,
		forget: records.forget,
		assign(app, {type, region = 'global', serviceName = '', network = ''}) {
			if (!isIpType(type)) {
				throw refusal('invalid_argument', `invalid IP type '${type}', must be one of ${Object.keys(makers).join(', ')}`);
			}

			if (type === 'shared_v4' && records.of(app).some(record => record.type === type)) {
				throw new Fault(422, {error: 'Validation failed: the app has a shared IPv4 address already'});
			}

			const [makeFirst, ...makeMore]: Makers = makers[type];
			const recordWith = (make: Maker): IpRecord => ({app, ip: draw(make), type, region, serviceName, network, createdAtMs: now()});
			const first = recordWith(makeFirst);
			state.together(() => {
				for (const record of [first, ...makeMore.map(recordWith)]) {
					records.put(record.ip, record);
				}
			});
			return first;
		},
		release(app, ip) {
			if (records.get(app, ip) === undefined) {
				throw refusal('not_found', 'IP address not found');
			}

			records.delete(app, ip);
		},
	};
};
