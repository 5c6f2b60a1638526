import type {Clock} from '../domain/clock.ts';
import type {Store} from '../store/store.ts';
import {createCordonReminders} from './cordon-reminders.ts';
import {createTroubleBell} from './trouble-bell.ts';

export type Rings = {readonly start: () => void; readonly stop: () => void};

/** What rings because of the fleet, and not because of something that the person waits for. */
export const createRings = (surroundings: {
	readonly store: Store;
	readonly clock: Clock;
	/** Calls the person back to the screen, and says why. */
	readonly ring: (text: string) => void;
}): Rings => {
	const rings = [createCordonReminders(surroundings), createTroubleBell(surroundings)];
	return {
		start() {
			for (const each of rings) {
				each.start();
			}
		},
		stop() {
			for (const each of rings) {
				each.stop();
			}
		},
	};
};
