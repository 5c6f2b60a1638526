import {createOrderErrand} from './act.ts';
import {createExecErrand} from './act-exec.ts';
import {createLeaseErrand} from './act-lease.ts';
import {createMetadataErrand} from './act-metadata.ts';
import {createWaitErrand} from './act-wait.ts';
import type {ConfigWish} from './config-wish.ts';
import type {Crew, CrewFiles, CrewOptions} from './crew.ts';
import type {Errand} from './errand.ts';
import type {Wish} from './wish.ts';

export type ErrandOptions = CrewOptions &
	CrewFiles & {
		/** How many machines at once. */
		readonly parallel: number;
	};

/** The errand that a wish is; a crew does what the screen does too. */
export const errandOf = (wish: Exclude<Wish, ConfigWish>, options: ErrandOptions, {store, jobs, standing, record, stop}: Crew): Errand => {
	const {parallel, tell, clock, machines} = options;
	switch (wish.kind) {
		case 'order':
			return createOrderErrand({store, clock, jobs, stopRunners: stop, tell}, wish.order, parallel);
		case 'exec':
			return createExecErrand({...options, store, record, ...wish});
		case 'wait':
			return createWaitErrand(options, wish.state, wish.timeoutSeconds);
		case 'metadata':
			return createMetadataErrand({...options, store, record}, wish);
		case 'lease':
			return createLeaseErrand({...options, standing, record, known: store.getState}, wish, machines);
	}
};
