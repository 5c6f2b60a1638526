import type {Clock} from '../domain/clock.ts';
import {selectTimedCordons} from '../store/cordons.ts';
import type {Target} from '../store/state.ts';
import type {Store} from '../store/store.ts';

const labelOf = ({name, id}: Target): string => name || id;

const inWords = (targets: readonly Target[]): string => {
	const labels = targets.map(labelOf).join(', ');
	return targets.length === 1
		? `${labels} is cordoned past its time: C uncordons it.`
		: `${targets.length} machines are cordoned past their time: ${labels}. C uncordons them.`;
};

export type CordonReminders = {readonly start: () => void; readonly stop: () => void};

/** Tells, with a ring, when the time of a cordon is over. It undoes nothing: that is for the person to do. */
export const createCordonReminders = ({
	store,
	clock,
	ring,
}: {
	readonly store: Store;
	readonly clock: Clock;
	/** Calls the person back to the screen, and says why. */
	readonly ring: (text: string) => void;
}): CordonReminders => {
	let unsubscribe: (() => void) | undefined;

	const look = (): void => {
		const state = store.getState();
		const over = selectTimedCordons(state)
			.filter(({untilMs, isTold}) => !isTold && untilMs <= state.nowMs)
			.map(({target}) => target);
		if (over.length > 0) {
			const text = inWords(over);
			store.dispatch(
				{type: 'cordon-ends-told', machineIds: over.map(({id}) => id)},
				{type: 'noted', tone: 'warning', text, atMs: clock.now()},
			);
			ring(text);
		}
	};

	return {
		start() {
			unsubscribe = store.subscribe(look);
		},
		stop() {
			unsubscribe?.();
		},
	};
};
