import {hasRun} from '../fleet/exits.ts';
import type {MachineRecord} from '../fleet/machine-record.ts';
import {periodMsOf} from '../fleet/schedule.ts';
import type {Scheduler} from '../time/scheduler.ts';
import {createAgenda} from './agenda.ts';
import type {Driver} from './driver.ts';
import type {Store} from './store.ts';

/** Starts machines that have a schedule whenever a period since their creation is over and they are stopped, unless they never ran. */
export const keepSchedules = ({
	store,
	driver,
	scheduler,
	speed,
}: {
	readonly store: Store;
	readonly driver: Driver;
	readonly scheduler: Scheduler;
	readonly speed: number;
}): void => {
	const agenda = createAgenda(scheduler);

	const arm = ({id, createdAtMs}: MachineRecord, periodMs: number): void => {
		const untilNextMs = periodMs - ((scheduler.now() - createdAtMs) % periodMs);
		agenda.set(id, untilNextMs, () => {
			const machine = store.findMachine(id);
			if (machine === undefined) {
				return;
			}

			if (machine.state === 'stopped' && !machine.willRun && hasRun(machine)) {
				driver.start(machine, 'flyd');
			}

			look(machine);
		});
	};

	const look = (machine: MachineRecord): void => {
		const periodMs = machine.state === 'destroyed' ? undefined : periodMsOf(machine.config);
		if (periodMs === undefined) {
			agenda.clear(machine.id);
		} else {
			arm(machine, periodMs / speed);
		}
	};

	for (const machine of store.machines()) {
		look(machine);
	}

	store.onChange((after, before) => {
		if (after === undefined) {
			agenda.clear(before?.id ?? '');
		} else if (after.config !== before?.config || after.state === 'destroyed') {
			look(after);
		}
	});
};
