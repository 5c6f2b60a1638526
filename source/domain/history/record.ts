import type {ActionEntry} from '../action-entry.ts';
import type {MachineEvent} from '../machine.ts';

/** What of a machine is one thing at a time and may be another at the next: `check:http` is the status of a check. */
export type Aspect = 'state' | 'version' | 'lease' | 'cordoned' | 'host' | CheckAspect;

export type CheckAspect = `check:${string}`;

export const isCheckAspect = (aspect: Aspect): aspect is CheckAspect => aspect.startsWith('check:');

/** The name of the check that an aspect is of. */
export const checkNameOf = (aspect: CheckAspect): string => aspect.slice('check:'.length);

/** Whether a check of this status is as it should be; one that is not there any more is no failure. */
export const isGoodStatus = (status: string): boolean => status === 'passing' || status === '';

/** From a moment on, an aspect had a value. The empty value is the usual one: nobody's lease, not cordoned, a host that is well. */
export type Change = {
	readonly aspect: Aspect;
	readonly atMs: number;
	readonly value: string;
	/** What explains the value: the image of a version, the purpose of a lease, the output of a check. */
	readonly detail: string;
	/** What explained it last, where that came to be another while the value stayed: the newest output of a failing check. */
	readonly lastDetail?: string | undefined;
};

/** What a check that goes on failing says now. */
export type CheckOutput = {readonly aspect: CheckAspect; readonly atMs: number; readonly status: string; readonly output: string};

/** One fact for the journal. No nonce, no token and no value of a config is in it. */
export type JournalEntry =
	| {
			readonly kind: 'machine';
			readonly machineId: string;
			readonly app: string;
			readonly name: string;
			readonly createdAtMs: number | undefined;
			readonly seenAtMs: number;
			/** From when on its events up to now tell what it went through, in ms. */
			readonly knownFromMs: number;
	  }
	/** These were all machines of an app when they were asked for: others that were known before are gone. */
	| {readonly kind: 'listed'; readonly app: string; readonly atMs: number; readonly machineIds: readonly string[]}
	/** The machines of an app were read again and again, so that nothing went by unseen. */
	| {readonly kind: 'watched'; readonly app: string; readonly fromMs: number; readonly untilMs: number}
	| {readonly kind: 'event'; readonly machineId: string; readonly event: MachineEvent}
	| {readonly kind: 'change'; readonly machineId: string; readonly change: Change}
	| {readonly kind: 'output'; readonly machineId: string; readonly output: CheckOutput}
	| {readonly kind: 'action'; readonly machineId: string; readonly action: ActionEntry};
