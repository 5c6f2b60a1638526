import type {ActionEntry} from '../action-entry.ts';
import type {MachineEvent} from '../machine.ts';

/** What of a machine is one thing at a time and may be another at the next: `check:http` is the status of a check. */
export type Aspect = 'state' | 'version' | 'lease' | 'cordoned' | 'host' | `check:${string}`;

/** From a moment on, an aspect had a value. The empty value is the usual one: nobody's lease, not cordoned, a host that is well. */
export type Change = {
	readonly aspect: Aspect;
	readonly atMs: number;
	readonly value: string;
	/** What explains the value: the image of a version, the purpose of a lease, the output of a check. */
	readonly detail: string;
};

/** One fact for the journal. No nonce, no token and no value of a config is in it. */
export type JournalEntry =
	| {
			readonly kind: 'machine';
			readonly machineId: string;
			readonly app: string;
			readonly name: string;
			readonly createdAtMs: number | undefined;
			readonly seenAtMs: number;
	  }
	| {readonly kind: 'event'; readonly machineId: string; readonly event: MachineEvent}
	| {readonly kind: 'change'; readonly machineId: string; readonly change: Change}
	| {readonly kind: 'action'; readonly machineId: string; readonly action: ActionEntry};
