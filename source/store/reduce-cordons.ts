import type {Fleet} from '../domain/merge-fleet.ts';
import type {TimedCordon} from './cordons.ts';
import type {StoreEvent} from './events.ts';
import {withEntry} from './maps.ts';
import type {State} from './state.ts';

type Cordons = ReadonlyMap<string, TimedCordon>;

/** Cordons that were meant for a time, until the machine is uncordoned or gone, whoever did it; `fleet` is as it is after the event. */
export const reduceCordons = (state: State, fleet: Fleet, event: StoreEvent): Cordons => {
	const {timedCordons} = state;
	switch (event.type) {
		case 'cordon-timed':
			return withEntry(timedCordons, event.target.id, {target: event.target, untilMs: event.untilMs, isTold: false});
		case 'cordon-ends-told':
			return new Map([...timedCordons].map(([id, cordon]) => [id, event.machineIds.includes(id) ? {...cordon, isTold: true} : cordon]));
		default: {
			const isUndone = (id: string): boolean => state.fleet.get(id)?.cordoned === true && fleet.get(id)?.cordoned !== true;
			const kept = state.fleet === fleet ? [] : [...timedCordons].filter(([id]) => !isUndone(id));
			return state.fleet === fleet || kept.length === timedCordons.size ? timedCordons : new Map(kept);
		}
	}
};
