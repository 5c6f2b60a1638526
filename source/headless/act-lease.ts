import type {Api} from '../api/api.ts';
import type {Clock} from '../domain/clock.ts';
import type {Lease, Machine} from '../domain/machine.ts';
import {formatCountdown} from '../domain/time.ts';
import type {ActionRecorder} from '../runtime/action-recorder.ts';
import type {StandingLeases} from '../runtime/standing-leases.ts';
import type {Ask, Target} from '../store/state.ts';
import {askByCount, type Known} from './ask.ts';
import {createEachErrand, type EachOptions, type Went} from './each.ts';
import type {Errand} from './errand.ts';

export const leaseActs = ['show', 'acquire', 'release', 'break'] as const;

export type LeaseAct = (typeof leaseActs)[number];

export type LeaseWish = {
	readonly deed: LeaseAct;
	readonly ttlSeconds: number;
	/** Whose lease is to be broken; undefined where that is asked for. */
	readonly owner: string | undefined;
};

type LeaseErrandOptions = {
	readonly api: Api;
	readonly clock: Clock;
	readonly tell: (line: string) => void;
	readonly record: ActionRecorder['recordAct'];
	readonly standing: StandingLeases;
	readonly parallel: number;
	readonly known: () => Known;
};

type Row = Pick<EachOptions, 'doing' | 'goesOn' | 'refusalOf' | 'isThere' | 'askFor' | 'needs' | 'act'>;

/** What a lease that is broken asks for: its owner, typed; of several owners, the act and how many. */
const askToBreak = (_meant: readonly Machine[], reached: readonly Machine[]): Ask => {
	const owners = new Set(reached.map(({lease}) => lease?.owner ?? ''));
	const [owner = ''] = owners;
	return owners.size === 1
		? {kind: 'type', expected: owner, hint: 'the owner'}
		: {kind: 'type', expected: `break ${reached.length}`, hint: 'the act and how many'};
};

/** Leases of machines: one that is taken here stays, and is known again by its nonce, until it is given back or ends by itself. */
export const createLeaseErrand = (
	{api, clock, tell, record, standing, parallel, known}: LeaseErrandOptions,
	{deed, ttlSeconds, owner: named}: LeaseWish,
	machines: readonly Machine[],
): Errand => {
	const owners = new Map(machines.map(({id, lease}) => [id, lease?.owner]));
	const live = ({lease}: Machine): Lease | undefined => (lease !== undefined && lease.expiresAtMs > clock.now() ? lease : undefined);
	const inWords = ({owner, description, expiresAtMs}: Lease): string =>
		`${owner}, free in ${formatCountdown(expiresAtMs - clock.now())}${description === '' ? '' : `: ${description}`}`;
	const labelOf = ({name, id}: Pick<Target, 'name' | 'id'>): string => name || id;
	const askHowMany = (_meant: readonly Machine[], reached: readonly Machine[]): Ask => askByCount(known(), `lease ${deed}`, reached);
	const isFree = (machine: Machine): boolean => live(machine) === undefined;
	const noLease = (machine: Machine): string => `${labelOf(machine)} has no lease`;

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
				return lease === undefined || standing.has(machine.id) ? undefined : `${labelOf(machine)}: lease held by ${inWords(lease)}`;
			},
			isThere: () => false,
			askFor: askHowMany,
			async act(target): Promise<Went> {
				const lease = await standing.acquire(target, {ttlSeconds, description: 'held by flydeck lease'});
				return {isOk: true, text: `${labelOf(target)}: leased by ${inWords(lease)}`};
			},
		},
		release: {
			doing: 'releasing the lease',
			goesOn: false,
			refusalOf(machine) {
				const lease = live(machine);
				if (lease === undefined) {
					return noLease(machine);
				}

				return standing.has(machine.id)
					? undefined
					: `${labelOf(machine)}: lease held by ${inWords(lease)}; not one that flydeck lease took here: flydeck lease break takes it away`;
			},
			isThere: isFree,
			askFor: askHowMany,
			async act(target): Promise<Went> {
				await standing.release(target);
				return {isOk: true, text: `${labelOf(target)}: lease released`};
			},
		},
		break: {
			doing: 'breaking the lease',
			goesOn: false,
			refusalOf(machine) {
				const lease = live(machine);
				if (lease === undefined) {
					return noLease(machine);
				}

				return named === undefined || named === lease.owner
					? undefined
					: `${labelOf(machine)}: lease held by ${inWords(lease)}; not by ${named}`;
			},
			isThere: isFree,
			askFor: askToBreak,
			needs: named === undefined ? '--owner NAME' : undefined,
			async act(target): Promise<Went> {
				const {isBroken, owner} = await api.breakLease(target.app, target.id, owners.get(target.id) ?? '');
				if (isBroken) {
					standing.forget(target.id);
				}

				const isGone = isBroken || owner === undefined;
				return {
					isOk: isGone,
					text: `${labelOf(target)}: ${isGone ? 'lease broken' : `the lease is held by ${owner} now: it was left alone`}`,
				};
			},
		},
	};
	return createEachErrand({
		title: `lease ${deed}`,
		clock,
		tell,
		parallel,
		record: deed === 'show' ? undefined : ending => record({what: `${deed} lease`, ...ending}),
		...rows[deed],
	});
};
