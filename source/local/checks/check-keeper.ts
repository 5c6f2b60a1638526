import {commandsOf} from '../fleet/machine-config.ts';
import type {CheckRecord, MachineRecord} from '../fleet/machine-record.ts';
import type {StartChecks} from './checks.ts';

/** Has the checks of machines made while they run, when their processes are real; those of simulated ones are derived elsewhere. */
export type CheckKeeper = {
	/** Hears of every change of every machine; undefined for one that is gone. */
	readonly onChange: (after: MachineRecord | undefined, before: MachineRecord | undefined) => void;
};

/** A machine with one check's result in place of the one before. */
const withCheck = (machine: MachineRecord, check: CheckRecord): MachineRecord => ({
	...machine,
	checks: machine.checks.map(known => (known.name === check.name ? check : known)),
});

const isChecked = (machine: MachineRecord | undefined): machine is MachineRecord =>
	machine?.state === 'started' && machine.checks.length > 0 && commandsOf(machine.config).length > 0;

/** What a check of a real process shows until it was made for the first time. */
const awaited = {status: 'warning', output: 'waiting for status update'} as const;

const withAwaitedChecks = (machine: MachineRecord): MachineRecord => ({
	...machine,
	checks: machine.checks.map(({name}) => ({name, ...awaited, updatedAtMs: machine.updatedAtMs})),
});

/** `find` and `put` read and write machines; a machine is put only with new results. */
export const createCheckKeeper = (
	startChecks: StartChecks,
	{find, put}: {readonly find: (id: string) => MachineRecord | undefined; readonly put: (machine: MachineRecord) => void},
): CheckKeeper => {
	const running = new Map<string, {readonly stop: () => void}>();

	const report = (id: string, check: CheckRecord): void => {
		const machine = find(id);
		if (machine !== undefined) {
			put(withCheck(machine, check));
		}
	};

	return {
		onChange(after, before) {
			const id = after?.id ?? before?.id ?? '';
			if (isChecked(after) && !running.has(id)) {
				running.set(
					id,
					startChecks(after.config, check => report(id, check)),
				);
				put(withAwaitedChecks(after));
			} else if (!isChecked(after)) {
				running.get(id)?.stop();
				running.delete(id);
			}
		},
	};
};
