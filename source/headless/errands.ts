import {createOrderErrand} from './act.ts';
import {createExecErrand} from './act-exec.ts';
import {createLeaseErrand} from './act-lease.ts';
import {createWaitErrand} from './act-wait.ts';
import type {Crew, CrewOptions} from './crew.ts';
import type {Errand} from './errand.ts';
import type {Wish} from './wish.ts';

export type ErrandOptions = CrewOptions & {
	/** How many machines at once. */
	readonly parallel: number;
};

/** The errand that a wish is; a crew does what the screen does too. */
export const errandOf = (wish: Wish, options: ErrandOptions, {store, jobs, stop}: Crew): Errand => {
	const {parallel, tell, clock, machines} = options;
	switch (wish.kind) {
		case 'order':
			return createOrderErrand({store, clock, jobs, stopRunners: stop, tell}, wish.order, parallel);
		case 'exec':
			return createExecErrand({...options, ...wish});
		case 'wait':
			return createWaitErrand(options, wish.state, wish.timeoutSeconds);
		case 'lease':
			return createLeaseErrand({...options, ttlSeconds: wish.ttlSeconds}, wish.deed, machines);
	}
};
