import type {Machine} from '../domain/machine.ts';
import {type Fleet, mergeChanges, mergeFleet, mergeMachine} from '../domain/merge-fleet.ts';
import {isSettledBy, type Pending} from '../domain/pending.ts';
import type {StoreEvent} from './events.ts';
import {withEntry, withoutEntry} from './maps.ts';
import {isNewest} from './reduce-feeds.ts';
import type {State} from './state.ts';

type FleetSlice = Pick<State, 'fleet' | 'listed' | 'readAtMs' | 'pending'>;

/** The machines of a list answer, save those of which something newer is known from an answer about them alone. */
const exceptOlder = (state: State, app: string, machines: readonly Machine[], requestedAtMs: number): readonly Machine[] => {
	const isOlder = (id: string): boolean => (state.readAtMs.get(id) ?? 0) > requestedAtMs;
	if (![...state.readAtMs.keys()].some(isOlder)) {
		return machines;
	}

	const kept = [...state.fleet.values()].filter(machine => machine.app === app && isOlder(machine.id));
	return [...machines.filter(machine => !isOlder(machine.id)), ...kept];
};

/** What is older than the newest answer of every app is in no danger any more: no list that was asked for before it is on its way. */
const forgetOlder = ({readAtMs, feeds}: State, app: string, requestedAtMs: number): State['readAtMs'] => {
	const others = [...feeds.values()].filter(feed => feed.app !== app).map(({answeredAtMs}) => answeredAtMs ?? 0);
	const oldestMs = Math.min(requestedAtMs, ...others);
	const rest = [...readAtMs].filter(([, atMs]) => atMs > oldestMs);
	return rest.length === readAtMs.size ? readAtMs : new Map(rest);
};

const settle = (
	pending: ReadonlyMap<string, Pending>,
	app: string,
	fleet: Fleet,
	before: Fleet,
	requestedAtMs: number,
): ReadonlyMap<string, Pending> => {
	const rest = [...pending].filter(([id, action]) => {
		const isAnswered = (fleet.get(id) ?? before.get(id))?.app === app;
		return !isAnswered || !isSettledBy(action, fleet.get(id), requestedAtMs);
	});
	return rest.length === pending.size ? pending : new Map(rest);
};

/** The machines of a list that are to be looked at, where the fleet holds an earlier list; undefined: all of them. */
const changedIn = (
	{machines, changes}: StoreEvent & {readonly type: 'machines-received'},
	listed: readonly Machine[] | undefined,
): readonly Machine[] | undefined => {
	if (listed === undefined) {
		return undefined;
	}

	return listed === machines ? [] : changes?.since === listed ? changes.machines : undefined;
};

const receiveList = (state: State, event: StoreEvent & {readonly type: 'machines-received'}): FleetSlice => {
	const {app, requestId, requestedAtMs, machines, changes} = event;
	if (!isNewest(state, app, requestId)) {
		return state;
	}

	const newest = exceptOlder(state, app, machines, requestedAtMs);
	const isTaken = newest === machines;
	const changed = isTaken ? changedIn(event, state.listed.get(app)) : undefined;
	const fleet = changed === undefined ? mergeFleet(state.fleet, app, newest) : mergeChanges(state.fleet, changed);
	return {
		fleet,
		listed: isTaken && changes !== undefined ? withEntry(state.listed, app, machines) : withoutEntry(state.listed, app),
		readAtMs: forgetOlder(state, app, requestedAtMs),
		pending: settle(state.pending, app, fleet, state.fleet, requestedAtMs),
	};
};

/** Before its first list is read to the end, nothing that an app was not seen to have is gone. */
const receivePart = (state: State, {app, requestedAtMs, machines}: StoreEvent & {readonly type: 'machines-arrived'}): FleetSlice => {
	const feed = state.feeds.get(app);
	if (feed === undefined || feed.answeredAtMs !== undefined) {
		return state;
	}

	const newest = machines.filter(({id}) => (state.readAtMs.get(id) ?? 0) <= requestedAtMs);
	return {...state, fleet: mergeChanges(state.fleet, newest)};
};

const receiveMachine = (state: State, event: StoreEvent & {readonly type: 'machine-received'}): FleetSlice => {
	const {id, requestedAtMs, machine} = event;
	const app = machine?.app ?? state.fleet.get(id)?.app;
	const feed = app === undefined ? undefined : state.feeds.get(app);
	const isShown = machine === undefined || feed !== undefined;
	const newestMs = Math.max(state.readAtMs.get(id) ?? 0, feed?.answeredAtMs ?? 0);
	if (!isShown || newestMs > requestedAtMs) {
		return state;
	}

	const action = state.pending.get(id);
	const isSettled = action !== undefined && isSettledBy(action, machine, requestedAtMs);
	const fleet = mergeMachine(state.fleet, id, machine);
	return {
		fleet,
		listed: fleet === state.fleet || app === undefined ? state.listed : withoutEntry(state.listed, app),
		readAtMs: withEntry(state.readAtMs, id, requestedAtMs),
		pending: isSettled ? withoutEntry(state.pending, id) : state.pending,
	};
};

const withoutApps = (fleet: Fleet, apps: readonly string[]): Fleet => {
	const rest = [...fleet].filter(([, machine]) => apps.includes(machine.app));
	return rest.length === fleet.size ? fleet : new Map(rest);
};

const ofApps = (listed: State['listed'], apps: readonly string[]): State['listed'] => {
	const rest = [...listed].filter(([app]) => apps.includes(app));
	return rest.length === listed.size ? listed : new Map(rest);
};

/** What the API last said of the machines, and what was asked of them and has not been seen yet. The two are never mixed. */
export const reduceFleet = (state: State, event: StoreEvent): FleetSlice => {
	switch (event.type) {
		case 'apps-received':
		case 'apps-chosen':
			return {...state, fleet: withoutApps(state.fleet, event.apps), listed: ofApps(state.listed, event.apps)};
		case 'machines-received':
			return receiveList(state, event);
		case 'machines-arrived':
			return receivePart(state, event);
		case 'machine-received':
			return receiveMachine(state, event);
		case 'action-started':
			return {...state, pending: withEntry(state.pending, event.pending.machineId, event.pending)};
		case 'action-accepted': {
			const action = state.pending.get(event.machineId);
			return action?.actionId === event.actionId
				? {...state, pending: withEntry(state.pending, event.machineId, {...action, acceptedAtMs: event.acceptedAtMs})}
				: state;
		}

		case 'action-ended':
			return state.pending.get(event.machineId)?.actionId === event.actionId
				? {...state, pending: withoutEntry(state.pending, event.machineId)}
				: state;
		default:
			return state;
	}
};
