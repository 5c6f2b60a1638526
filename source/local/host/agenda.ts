import type {Scheduler} from '../time/scheduler.ts';

/** The one thing that is due next in each machine's life: setting another takes the place of the one before. */
export type Agenda = {
	readonly set: (id: string, delayMs: number, callback: () => void) => void;
	readonly clear: (id: string) => void;
};

export const createAgenda = (scheduler: Scheduler): Agenda => {
	const cancels = new Map<string, () => void>();
	const clear = (id: string): void => {
		cancels.get(id)?.();
		cancels.delete(id);
	};

	return {
		clear,
		set(id, delayMs, callback) {
			clear(id);
			const cancel = scheduler.after(delayMs, () => {
				cancels.delete(id);
				callback();
			});
			cancels.set(id, cancel);
		},
	};
};
