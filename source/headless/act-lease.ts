import type {Api} from '../api/api.ts';
import type {Clock} from '../domain/clock.ts';
import type {Lease, Machine} from '../domain/machine.ts';
import {formatCountdown} from '../domain/time.ts';
import type {Ask, Target} from '../store/state.ts';
import {createEachErrand, type EachOptions, type Went} from './each.ts';
import type {Errand} from './errand.ts';

export type LeaseAct = 'show' | 'acquire' | 'release';

type LeaseErrandOptions = {
	readonly api: Api;
	readonly clock: Clock;
	readonly tell: (line: string) => void;
	readonly ttlSeconds: number;
	readonly parallel: number;
};

type Row = Pick<EachOptions, 'doing' | 'goesOn' | 'refusalOf' | 'isThere' | 'askFor' | 'act'>;

/** What a lease that is broken asks for: its owner, typed; of several owners, the act and how many. */
const askToBreak = (_meant: readonly Machine[], reached: readonly Machine[]): Ask => {
	const owners = new Set(reached.map(({lease}) => lease?.owner ?? ''));
	const [owner = ''] = owners;
	return owners.size === 1
		? {kind: 'type', expected: owner, hint: 'the owner'}
		: {kind: 'type', expected: `release ${reached.length}`, hint: 'the act and how many'};
};

/** Leases of machines. Nonces stay in the client: one that was taken here is given back by `release`, or ends by itself. */
export const createLeaseErrand = (
	{api, clock, tell, ttlSeconds, parallel}: LeaseErrandOptions,
	deed: LeaseAct,
	machines: readonly Machine[],
): Errand => {
	const owners = new Map(machines.map(({id, lease}) => [id, lease?.owner]));
	const live = ({lease}: Machine): Lease | undefined => (lease !== undefined && lease.expiresAtMs > clock.now() ? lease : undefined);
	const inWords = ({owner, description, expiresAtMs}: Lease): string =>
		`${owner}, free in ${formatCountdown(expiresAtMs - clock.now())}${description === '' ? '' : `: ${description}`}`;
	const labelOf = ({name, id}: Pick<Target, 'name' | 'id'>): string => name || id;

	const rows: Readonly<Record<LeaseAct, Row>> = {
		show: {
			doing: 'looking',
			goesOn: true,
			refusalOf: () => undefined,
			isThere: () => false,
			askFor: () => undefined,
			async act(target, signal): Promise<Went> {
				const lease = await api.getLease(target.app, target.id, {signal});
				return {isOk: true, text: `${labelOf(target)}: ${lease === undefined ? 'no lease' : `lease held by ${inWords(lease)}`}`};
			},
		},
		acquire: {
			doing: 'taking the lease',
			goesOn: false,
			refusalOf(machine) {
				const lease = live(machine);
				return lease === undefined ? undefined : `${labelOf(machine)}: lease held by ${inWords(lease)}`;
			},
			isThere: () => false,
			askFor: () => undefined,
			async act(target): Promise<Went> {
				const lease = await api.acquireLease(target.app, target.id, {ttlSeconds, description: 'held by flydeck lease'});
				return {isOk: true, text: `${labelOf(target)}: leased by ${inWords(lease)}`};
			},
		},
		release: {
			doing: 'releasing the lease',
			goesOn: false,
			refusalOf: machine => (live(machine) === undefined ? `${labelOf(machine)} has no lease` : undefined),
			isThere: machine => live(machine) === undefined,
			askFor: askToBreak,
			async act(target): Promise<Went> {
				const {isBroken, owner} = await api.breakLease(target.app, target.id, owners.get(target.id) ?? '');
				const isFree = isBroken || owner === undefined;
				return {
					isOk: isFree,
					text: `${labelOf(target)}: ${isFree ? 'lease released' : `the lease is held by ${owner} now: it was left alone`}`,
				};
			},
		},
	};
	return createEachErrand({title: `lease ${deed}`, clock, tell, parallel, ...rows[deed]});
};
