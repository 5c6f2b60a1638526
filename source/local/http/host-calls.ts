import {refusal} from '../fleet/fault.ts';
import type {World} from '../host/world.ts';
import type {Call} from './route.ts';

/** Whether a call is about a machine whose host does not answer. One that was destroyed is on no host any more. */
export const isCutOff = ({store}: World, {word, isUnreachable}: Call): boolean => {
	const machine = store.findMachine(word('machine'));
	return machine !== undefined && machine.app === word('app') && machine.state !== 'destroyed' && isUnreachable(machine.id);
};

/** Waits for a host in vain. Rejects with a 408 Fault. */
export const timeOut = async ({scheduler, realism, speed}: World): Promise<never> => {
	if (realism.hostTimeoutMs > 0) {
		await new Promise<void>(resolve => {
			scheduler.after(realism.hostTimeoutMs / speed, resolve);
		});
	}

	throw refusal('deadline_exceeded', 'context deadline exceeded');
};
