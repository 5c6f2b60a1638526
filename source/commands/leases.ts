import type {State} from '../store/state.ts';
import type {Command, Outcome} from './command.ts';
import {miscount, soleMachine} from './marked.ts';
import {enterMode, nothing, targetOf} from './outcomes.ts';

const usualTtlSeconds = 120;

const openLease = (state: State): Outcome => {
	const machine = soleMachine(state);
	if (machine === undefined) {
		return nothing;
	}

	const isRenewed = state.ownLeases.get(machine.id)?.isRenewed ?? true;
	return enterMode({kind: 'lease', target: targetOf(machine), ttl: `${usualTtlSeconds}`, isRenewed});
};

/** Who may change which machine. */
export const leaseCommands: readonly Command[] = [
	{
		id: 'lease',
		title: 'lease: take, refresh, release, break',
		keys: ['L'],
		group: 'machine',
		risk: 'none',
		hint: 'lease',
		isInPrompt: true,
		disabledBecause: state => miscount(state, 1, 'The lease of one machine is taken at a time'),
		run: openLease,
	},
	{
		id: 'leases',
		title: 'leases: who holds which machine',
		keys: ['O'],
		group: 'view',
		risk: 'none',
		isInPrompt: true,
		run: () => enterMode({kind: 'leases', scroll: 0}),
	},
];
