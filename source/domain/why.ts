import {reasonOf} from './diagnosis/reason.ts';
import type {Machine} from './machine.ts';
import type {Trouble} from './trouble.ts';

const reasons = new WeakMap<Machine, string>();

const shortReason = (machine: Machine): string => {
	const reason = reasons.get(machine) ?? reasonOf(machine).short;
	reasons.set(machine, reason);
	return reason;
};

/** The WHY column: what is wrong with a machine, or else why it is as it is, in a few words. */
export const whyOf = (machine: Machine, trouble: Trouble | undefined): string => trouble?.short ?? shortReason(machine);
