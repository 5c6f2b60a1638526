import {refusal} from '../fleet/fault.ts';
import type {MachineRecord} from '../fleet/machine-record.ts';
import type {Scheduler} from '../time/scheduler.ts';
import type {Realism} from './realism.ts';

/** What can happen to a start that comes too soon. */
export type StartRaces = {
	/** True when a start is answered as if it were done, and is not. Throws a 412 Fault when the machine stopped only just now. */
	readonly isDropped: (machine: MachineRecord) => boolean;
};

export const createStartRaces = ({
	scheduler,
	speed,
	realism,
}: {
	readonly scheduler: Scheduler;
	readonly speed: number;
	readonly realism: Realism;
}): StartRaces => {
	/** Whether the newest event of a stopped machine is of a type, and less old than that. */
	const isFresh = ({state, events: [newest]}: MachineRecord, type: string, withinMs: number): boolean =>
		state === 'stopped' && newest?.type === type && scheduler.now() - newest.timestampMs < withinMs / speed;

	return {
		isDropped(machine) {
			if (isFresh(machine, 'exit', realism.stillActiveMs)) {
				throw refusal('failed_precondition', 'machine still active, refusing to start');
			}

			return isFresh(machine, 'launch', realism.deafMs);
		},
	};
};
