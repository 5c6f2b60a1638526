import {refusal} from './fault.ts';
import {numberAt, objectAt, textAt} from './json-reader.ts';
import type {MachineRecord} from './machine-record.ts';

/** Throws a 412 Fault unless the machine runs: what restart asks for. */
export const requireRestartable = ({state}: MachineRecord): void => {
	if (state !== 'started') {
		throw refusal('failed_precondition', `unable to restart machine from current state: '${state}'`);
	}
};

/** The most memory, in MB, that can be written to disk. */
const largestSnapshotMb = 2048;

/** What keeps a machine from being suspended, and how the refusal says it. */
const obstacles: readonly (readonly [message: string, isThere: (machine: MachineRecord) => boolean])[] = [
	['unable to suspend machine with swap enabled', ({config}) => numberAt(objectAt(config, 'init'), 'swap_size_mb') !== undefined],
	['unable to suspend machine with a schedule', ({config}) => textAt(config, 'schedule') !== undefined],
	['unable to suspend machine with a GPU', ({config}) => textAt(objectAt(config, 'guest'), 'gpu_kind') !== undefined],
	[
		`unable to suspend machine with more than ${largestSnapshotMb}MB of memory`,
		({config}) => (numberAt(objectAt(config, 'guest'), 'memory_mb') ?? 0) > largestSnapshotMb,
	],
];

/** Throws a 412 Fault unless the machine runs and can be suspended. */
export const requireSuspendable = (machine: MachineRecord): void => {
	if (machine.state !== 'started') {
		throw refusal('failed_precondition', `unable to suspend machine from current state: '${machine.state}'`);
	}

	const obstacle = obstacles.find(([, isThere]) => isThere(machine));
	if (obstacle !== undefined) {
		throw refusal('failed_precondition', obstacle[0]);
	}
};
