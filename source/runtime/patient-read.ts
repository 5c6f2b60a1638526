import type {Clock} from '../domain/clock.ts';
import type {Machine} from '../domain/machine.ts';
import type {Target} from '../store/state.ts';
import {lostAfterMs, pause} from './follow.ts';
import type {MachineReader} from './machine-reader.ts';

export type PatientReadOptions = {readonly reader: Pick<MachineReader, 'read'>; readonly clock: Clock};

const retryDelayMs = 2000;

/**
The machine as the API has it now; undefined when it is gone. A read that fails is tried again for half a minute.

@throws ApiError when it cannot be read all that time, or the signal is aborted
*/
export const readPatiently = async (
	{reader, clock}: PatientReadOptions,
	target: Pick<Target, 'app' | 'id'>,
	signal: AbortSignal,
): Promise<Machine | undefined> => {
	const giveUpAtMs = clock.now() + lostAfterMs;
	for (;;) {
		try {
			return await reader.read(target, signal);
		} catch (error) {
			if (signal.aborted || clock.now() >= giveUpAtMs) {
				throw error;
			}

			await pause(clock, retryDelayMs, signal);
		}
	}
};
