import {printable} from '../domain/text.ts';
import type {StoreEvent} from './events.ts';
import {feedNotes, type Told} from './feed-notes.ts';
import {withEntry, withNewest, withoutEntry} from './maps.ts';
import {resourceNotes} from './resource-notes.ts';
import type {Note, State} from './state.ts';

type Memory = Pick<
	State,
	| 'seenLeases'
	| 'ownLeases'
	| 'droppedLeases'
	| 'history'
	| 'beginnings'
	| 'changesSince'
	| 'timeline'
	| 'pulses'
	| 'waits'
	| 'actions'
	| 'notes'
>;

const keptNotes = 100;
const keptActions = 500;
/** Of the machines that were looked at: a crash loop has thousands of events. */
const keptHistories = 10;

const withNote = (notes: readonly Note[], {tone, text, atMs}: Told): readonly Note[] => [
	...notes.slice(1 - keptNotes),
	{id: (notes.at(-1)?.id ?? 0) + 1, tone, text, atMs},
];

/** A lease that was dropped is remembered for as long as a list may tell of it. */
const withoutOwnLease = (state: State, machineId: string): Memory => {
	const lease = state.ownLeases.get(machineId);
	const lasting = [...state.droppedLeases].filter(([, {expiresAtMs}]) => expiresAtMs > state.nowMs);
	return {
		...state,
		ownLeases: withoutEntry(state.ownLeases, machineId),
		droppedLeases: lease === undefined ? state.droppedLeases : withEntry(new Map(lasting), machineId, lease),
	};
};

/** What flydeck itself holds and remembers: its leases, older events, waits and what it told the person. */
export const reduceMemory = (state: State, event: StoreEvent): Memory => {
	switch (event.type) {
		case 'lease-seen': {
			const {machineId, lease} = event;
			return {
				...state,
				seenLeases: lease === undefined ? withoutEntry(state.seenLeases, machineId) : withEntry(state.seenLeases, machineId, lease),
			};
		}

		case 'lease-held':
			return {...state, ownLeases: withEntry(state.ownLeases, event.machineId, event.lease)};
		case 'lease-dropped':
			return withoutOwnLease(state, event.machineId);
		case 'actions-recorded':
			return {...state, actions: [...state.actions, ...event.entries].slice(-keptActions)};
		case 'history-read':
			return {...state, history: withNewest(state.history, event.machineId, event.history, keptHistories)};
		case 'beginnings-read':
			return {...state, beginnings: event.beginnings};
		case 'changes-read':
			return {...state, changesSince: event.changes};
		case 'timeline-read':
			return {...state, timeline: event.reading};
		case 'pulses-read':
			return {...state, pulses: event.reading};
		case 'wait-started':
			return {...state, waits: [...state.waits, event.wait]};
		case 'wait-advanced':
			return {...state, waits: state.waits.map(wait => (wait.id === event.waitId ? {...wait, reached: wait.reached + 1} : wait))};
		case 'wait-ended':
			return {...state, waits: state.waits.filter(({id}) => id !== event.waitId)};
		case 'noted':
			return {...state, notes: withNote(state.notes, {...event, text: printable(event.text, event.text.length)})};
		case 'apps-received':
		case 'apps-failed':
		case 'machines-received':
		case 'machines-failed':
			return {...state, notes: feedNotes(state, event).reduce(withNote, state.notes)};
		case 'resources-received':
		case 'resources-failed':
			return {...state, notes: resourceNotes(state, event).reduce(withNote, state.notes)};
		default:
			return state;
	}
};
