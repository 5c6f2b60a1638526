import type {MachineChange} from '../../source/domain/history/changes-since.ts';
import {presentMs} from './build-machine.ts';

/** What changed of a machine: by default nothing but that time went by. */
export const buildChange = (given: Partial<MachineChange> = {}): MachineChange => ({
	machineId: 'a',
	app: 'web',
	name: 'web-1',
	isNew: false,
	stateBefore: 'started',
	state: 'started',
	atMs: presentMs,
	exits: 0,
	failures: 0,
	ooms: 0,
	deploys: 0,
	starts: 0,
	failingChecks: [],
	recoveredChecks: [],
	host: undefined,
	lease: undefined,
	cordoned: undefined,
	...given,
});
