import {Fault} from '../fleet/fault.ts';
import type {AppRecord, MachineRecord} from '../fleet/machine-record.ts';

type Listener = () => void;

/** The apps and machines that there are, in the order of their making, and who waits for a machine to change. */
export type Store = {
	readonly apps: () => readonly AppRecord[];
	readonly findApp: (name: string) => AppRecord | undefined;
	/** Throws a 404 Fault when there is no such app. */
	readonly app: (name: string) => AppRecord;
	readonly addApp: (app: AppRecord) => void;
	/** Forgets an app and its machines. */
	readonly removeApp: (name: string) => void;
	/** All machines of an app, with those that were destroyed. */
	readonly machinesOf: (app: string) => readonly MachineRecord[];
	readonly liveMachinesOf: (app: string) => readonly MachineRecord[];
	readonly findMachine: (id: string) => MachineRecord | undefined;
	readonly put: (machine: MachineRecord) => void;
	/** Calls back after every change of a machine, and when it is gone, until the answer is called. */
	readonly watch: (id: string, listener: Listener) => () => void;
};

export const createStore = (): Store => {
	const apps = new Map<string, AppRecord>();
	const idsByApp = new Map<string, Set<string>>();
	const machines = new Map<string, MachineRecord>();
	const listeners = new Map<string, Set<Listener>>();

	const notify = (id: string): void => {
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
		addApp(app) {
			apps.set(app.name, app);
			idsByApp.set(app.name, new Set());
		},
		removeApp(name) {
			const ids = idsByApp.get(name) ?? new Set();
			apps.delete(name);
			idsByApp.delete(name);
			for (const id of ids) {
				machines.delete(id);
				notify(id);
			}
		},
		machinesOf,
		liveMachinesOf: app => machinesOf(app).filter(machine => machine.state !== 'destroyed'),
		findMachine: id => machines.get(id),
		put(machine) {
			machines.set(machine.id, machine);
			idsByApp.get(machine.app)?.add(machine.id);
			notify(machine.id);
		},
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
	};
};
