import {Fault} from '../fleet/fault.ts';
import type {AppRecord, MachineRecord} from '../fleet/machine-record.ts';
import type {State} from '../state/collection.ts';

type Listener = () => void;

/** Hears of every change of every machine. `before` is undefined for a new one, `after` for one that was forgotten. What is put then is kept with the change, or not at all. */
export type ChangeListener = (after: MachineRecord | undefined, before: MachineRecord | undefined) => void;

/** The apps and machines that there are, in the order of their making, and who waits for a machine to change. */
export type Store = {
	readonly apps: () => readonly AppRecord[];
	readonly findApp: (name: string) => AppRecord | undefined;
	/** Throws a 404 Fault when there is no such app. */
	readonly app: (name: string) => AppRecord;
	readonly addApp: (app: AppRecord) => void;
	/** Forgets an app and its machines. */
	readonly removeApp: (name: string) => void;
	/** All machines of all apps, with those that were destroyed. */
	readonly machines: () => Iterable<MachineRecord>;
	/** All machines of an app, with those that were destroyed. */
	readonly machinesOf: (app: string) => readonly MachineRecord[];
	readonly liveMachinesOf: (app: string) => readonly MachineRecord[];
	readonly findMachine: (id: string) => MachineRecord | undefined;
	/** Keeps a machine, with all that hears of its change keeps for it, at once. */
	readonly put: (machine: MachineRecord) => void;
	/** Forgets a machine, as if it had never been. */
	readonly forget: (id: string) => void;
	/** Makes several changes one: all of them are kept, or none, which is so when `work` throws. */
	readonly together: State['together'];
	/** Calls back after every change of a machine, and when it is gone, until the answer is called. */
	readonly watch: (id: string, listener: Listener) => () => void;
	/** Calls back after every change of any machine, for as long as the store is there. */
	readonly onChange: (listener: ChangeListener) => void;
};

/** The store over a state: what the state holds already is there at once. */
export const createStore = (state: State): Store => {
	const apps = state.collection<AppRecord>('app');
	const machines = state.collection<MachineRecord>('machine');
	const idsByApp = new Map<string, Set<string>>();
	const listeners = new Map<string, Set<Listener>>();
	const changeListeners: ChangeListener[] = [];

	const idsOf = (app: string): Set<string> => {
		const ids = idsByApp.get(app) ?? new Set();
		idsByApp.set(app, ids);
		return ids;
	};

	for (const {app, id} of machines.values()) {
		idsOf(app).add(id);
	}

	const tell = (after: MachineRecord | undefined, before: MachineRecord | undefined): void => {
		for (const listener of changeListeners) {
			listener(after, before);
		}
	};

	const wake = (id: string): void => {
		for (const listener of [...(listeners.get(id) ?? [])]) {
			listener();
		}
	};

	const machinesOf = (app: string): readonly MachineRecord[] =>
		[...(idsByApp.get(app) ?? [])].map(id => machines.get(id)).filter(machine => machine !== undefined);

	return {
		apps: () => [...apps.values()],
		findApp: name => apps.get(name),
		app(name) {
			const app = apps.get(name);
			if (app === undefined) {
				throw new Fault(404, {error: 'app not found'});
			}

			return app;
		},
		addApp: app => apps.put(app.name, app),
		removeApp(name) {
			const gone = machinesOf(name);
			state.together(() => {
				apps.delete(name);
				idsByApp.delete(name);
				for (const machine of gone) {
					machines.delete(machine.id);
					tell(undefined, machine);
				}
			});
			for (const {id} of gone) {
				wake(id);
			}
		},
		machines: () => machines.values(),
		machinesOf,
		liveMachinesOf: app => machinesOf(app).filter(machine => machine.state !== 'destroyed'),
		findMachine: id => machines.get(id),
		put(machine) {
			const before = machines.get(machine.id);
			state.together(() => {
				machines.put(machine.id, machine);
				idsOf(machine.app).add(machine.id);
				tell(machine, before);
			});
			wake(machine.id);
		},
		forget(id) {
			const before = machines.get(id);
			if (before !== undefined) {
				state.together(() => {
					machines.delete(id);
					idsByApp.get(before.app)?.delete(id);
					tell(undefined, before);
				});
				wake(id);
			}
		},
		together: state.together,
		watch(id, listener) {
			const watching = listeners.get(id) ?? new Set();
			listeners.set(id, watching.add(listener));
			return () => {
				watching.delete(listener);
				if (watching.size === 0) {
					listeners.delete(id);
				}
			};
		},
		onChange: listener => void changeListeners.push(listener),
	};
};
