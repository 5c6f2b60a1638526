import type {Machine} from '../../source/domain/machine.ts';
import type {Pending} from '../../source/domain/pending.ts';
import type {StoreEvent} from '../../source/store/events.ts';
import {initialState} from '../../source/store/initial-state.ts';
import {reduce} from '../../source/store/reducer.ts';
import type {Failure, Mode, Outage, State, Target} from '../../source/store/state.ts';
import type {View} from '../../source/store/view.ts';
import {presentMs} from './build-machine.ts';

type Given = Partial<Omit<State, 'view' | 'fleet' | 'feeds' | 'pending'>> & {
	readonly machines?: readonly Machine[];
	/** The apps shown; those of the machines where not given. */
	readonly apps?: readonly string[];
	readonly pending?: readonly Pending[];
	readonly view?: Partial<View>;
};

/** The state after each of some events. */
export const reduceAll = (state: State, ...events: readonly StoreEvent[]): State => events.reduce(reduce, state);

/** An answer that lists all machines of an app. */
export const listOf = (
	app: string,
	machines: readonly Machine[],
	given: Partial<StoreEvent & {readonly type: 'machines-received'}> = {},
): StoreEvent => ({
	type: 'machines-received',
	app,
	requestId: 1,
	requestedAtMs: presentMs,
	readAgainMs: 5000,
	machines,
	issues: [],
	...given,
});

/** A state in which the machines were read by request 1 at the present, with the cursor on the first row. */
export const buildState = ({machines = [], apps, pending = [], view = {}, ...given}: Given = {}): State => {
	const shown = apps ?? [...new Set(machines.map(({app}) => app))];
	const empty = initialState({isLocal: false, host: 'api.machines.dev', organization: 'personal', apps: shown, nowMs: presentMs});
	const lists = shown.map(app =>
		listOf(
			app,
			machines.filter(machine => machine.app === app),
		),
	);
	const read = reduceAll({...empty, view: {...empty.view, isCursorChosen: view.cursorId !== undefined, ...view}}, ...lists);
	return {...read, pending: new Map(pending.map(action => [action.machineId, action])), ...given};
};

/** The state with another mode. */
export const inMode = (state: State, mode: Mode): State => ({...state, view: {...state.view, mode}});

export const buildTarget = (given: Partial<Target> = {}): Target => ({
	id: '148e123456abcd',
	app: 'web',
	name: 'web-1',
	state: 'started',
	sinceMs: presentMs - 60_000,
	...given,
});

/** A read that failed at the present, to be tried again in three seconds. */
export const buildFailure = (given: Partial<Failure> = {}): Outage => ({
	kind: 'offline',
	status: undefined,
	cause: 'nothing listens there',
	message: 'connection refused',
	failedAtMs: presentMs,
	retryAtMs: presentMs + 3000,
	sinceMs: given.failedAtMs ?? presentMs,
	kinds: [given.kind ?? 'offline'],
	...given,
});
