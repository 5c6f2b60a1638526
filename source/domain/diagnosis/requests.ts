import type {MachineEvent} from '../machine.ts';

const requests: ReadonlySet<string> = new Set(['stop', 'restart', 'update', 'suspend', 'destroy']);

/** Whether an event is something that was asked of a machine and ends its run. A restart that is `starting` is what comes after the end. */
export const isRequest = ({type, status}: MachineEvent): boolean => requests.has(type) && status !== 'starting';

const begins: ReadonlySet<string> = new Set(['start', 'launch']);

/** Whether an event is on the way to a new run: what was asked before it is done with. */
export const isBegin = ({type, status}: MachineEvent): boolean => begins.has(type) || status === 'starting' || status === 'started';

/** Whether an event is an exit, of which the API may tell nothing more. */
export const isExit = ({type, exit}: MachineEvent): boolean => exit !== undefined || type === 'exit';

/** A request to suspend is carried out without an exit: one that comes later has another cause. */
const isAsleep = ({status}: MachineEvent): boolean => status === 'suspended';

/** What was asked of a machine in the run that an exit is the end of, and so led to it; undefined where nothing was. Events are newest first. */
export const requestBefore = (events: readonly MachineEvent[], exitIndex: number): MachineEvent | undefined => {
	for (const event of events.slice(exitIndex + 1)) {
		if (isExit(event) || isBegin(event) || isAsleep(event)) {
			return undefined;
		}

		if (isRequest(event)) {
			return event;
		}
	}

	return undefined;
};
