import type {Machine} from './machine.ts';
import {isMoment} from './time.ts';

const momentOf = (timestampMs: number | undefined): number | undefined =>
	timestampMs !== undefined && isMoment(timestampMs) ? timestampMs : undefined;

/** When the machine entered its present state, in ms: the newest event that tells, else the last update; undefined when no time can be true. */
export const stateSinceMs = (machine: Machine): number | undefined =>
	momentOf(machine.events.find(event => event.status === machine.state)?.timestampMs) ?? momentOf(machine.updatedAtMs);
