import {maskedText} from '../domain/config/masking.ts';
import {isBetweenRestarts} from '../domain/exit.ts';
import {isJsonObject} from '../domain/json.ts';
import {legalityOf} from '../domain/legality.ts';
import type {Machine} from '../domain/machine.ts';
import {snapshotOf} from '../domain/snapshot.ts';
import {formatEventTime} from '../domain/time.ts';
import {type Order, orderInWords, verbs} from '../domain/verbs.ts';
import type {CurlOffer, Deed} from '../store/copying.ts';
import {selectForeignLease} from '../store/selectors.ts';
import type {State, Target} from '../store/state.ts';
import {waitStates} from './machine.ts';

/** The orders that are offered, each as it is given most. */
const orders: readonly Order[] = [
	{verb: 'start'},
	{verb: 'stop'},
	{verb: 'stop', signal: 'SIGTERM', timeoutSeconds: 30},
	{verb: 'suspend'},
	{verb: 'restart'},
	{verb: 'restart', signal: 'SIGTERM', timeoutSeconds: 30},
	{verb: 'signal', signal: 'SIGHUP'},
	{verb: 'cordon'},
	{verb: 'uncordon'},
	{verb: 'update'},
	{verb: 'delete'},
	{verb: 'force-delete'},
];

/** Whether an order would do something to a machine as it is. */
const hasEffect = ({verb}: Order, machine: Machine): boolean => {
	if (verb === 'cordon' || verb === 'uncordon') {
		return machine.cordoned === (verb === 'uncordon');
	}

	const {call, force} = verbs[verb];
	const raw = machine.config?.raw;
	const snapshot = isJsonObject(raw) ? snapshotOf(raw) : undefined;
	const legality = legalityOf(call, machine.state, {force, imageReady: true, willRestart: isBetweenRestarts(machine), snapshot});
	return legality.legal && legality.noEffect !== true;
};

const titleOf = (order: Order): string => (order.verb === 'update' ? 'update, with the config that it has' : orderInWords(order));

const ttlSeconds = 120;
const execSeconds = 10;

/** What is done inside of a machine that runs. */
const insideOffers = (target: Target, machine: Machine): readonly CurlOffer[] =>
	legalityOf('signal', machine.state).legal
		? [{title: 'run a command: uptime', deed: {type: 'exec', target, words: ['uptime'], timeoutSeconds: execSeconds}}]
		: [];

const leaseOffers = (state: State, target: Target, machine: Machine): readonly CurlOffer[] => {
	if (state.ownLeases.has(target.id)) {
		return [
			{title: 'refresh the lease', deed: {type: 'refresh-lease', target, ttlSeconds}},
			{title: 'release the lease', deed: {type: 'release-lease', target}},
		];
	}

	const foreign = selectForeignLease(state, machine);
	return foreign === undefined
		? [{title: 'take a lease', deed: {type: 'acquire-lease', target, ttlSeconds}}]
		: [{title: `break the lease of ${foreign.owner}`, deed: {type: 'release-lease', target}}];
};

/** What can be done to a machine as it is now. */
const possibleActs = (state: State, target: Target): readonly CurlOffer[] => {
	const machine = state.fleet.get(target.id);
	return machine === undefined
		? []
		: [
				...orders
					.filter(order => hasEffect(order, machine))
					.map((order): CurlOffer => ({title: titleOf(order), deed: {type: 'act', target, order}})),
				...insideOffers(target, machine),
				...leaseOffers(state, target, machine),
				{title: 'set metadata: role to primary', deed: {type: 'change-metadata', target, change: {key: 'role', value: 'primary'}}},
				{title: 'remove metadata: role', deed: {type: 'change-metadata', target, change: {key: 'role', value: undefined}}},
				...waitStates.map((wanted): CurlOffer => ({title: `wait until it is ${wanted}`, deed: {type: 'wait', target, wanted}})),
				{title: 'read the machine', deed: {type: 'read-machine', target}},
				{title: 'look at its lease', deed: {type: 'read-lease', target}},
				{title: 'read the metadata', deed: {type: 'read-metadata', target}},
			];
};

type Done = {readonly atMs: number; readonly what: string} & ({readonly command: string} | {readonly deed: Deed});

/** Everything that was done and can be had as a command, newest first. The commands that ran in machines are in no log, so that they come from the memory. */
const doneActs = ({actions, runs}: State): readonly Done[] => {
	const recorded = actions.flatMap(({kind, atMs, what, name, machineId, curl}): readonly Done[] =>
		kind === 'act' && curl !== undefined ? [{atMs, what: [what, name || machineId].filter(Boolean).join(' '), command: curl}] : [],
	);
	const inside = runs.map(({startedAtMs, target, commandLine, words, timeoutSeconds}): Done => {
		const what = `run in ${target.name || target.id}: ${maskedText(commandLine)}`;
		return {atMs: startedAtMs, what, deed: {type: 'exec', target, words, timeoutSeconds}};
	});
	return [...recorded, ...inside].toSorted((left, right) => left.atMs - right.atMs).toReversed();
};

/** Everything that was done, to be copied as a command. */
export const doneOffers = (state: State): readonly CurlOffer[] =>
	doneActs(state).map(({atMs, what, ...offer}) => ({title: `${formatEventTime(atMs, state.nowMs)}  ${what}`, ...offer}));

/** What can be copied as a command: what was done last, and what can be done to a machine now. */
export const machineOffers = (state: State, target: Target): readonly CurlOffer[] => [
	...doneActs(state)
		.slice(0, 1)
		.map(({atMs: _atMs, what, ...offer}) => ({title: `done last: ${what}`, ...offer})),
	...possibleActs(state, target),
];
