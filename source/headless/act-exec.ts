import type {Api} from '../api/api.ts';
import {typedFrom} from '../commands/gate.ts';
import type {Clock} from '../domain/clock.ts';
import {execInWords, isExecGood} from '../domain/exec-words.ts';
import {legalityOf} from '../domain/legality.ts';
import {createEachErrand} from './each.ts';
import type {Errand} from './errand.ts';

export type ExecErrandOptions = {
	readonly api: Api;
	readonly clock: Clock;
	readonly tell: (line: string) => void;
	readonly command: readonly string[];
	readonly timeoutSeconds: number;
	readonly parallel: number;
};

/** A command in machines, each asked once. The first that fails ends it. The command is never told: it may hold a password. */
export const createExecErrand = ({api, clock, tell, command, timeoutSeconds, parallel}: ExecErrandOptions): Errand =>
	createEachErrand({
		title: 'exec',
		clock,
		tell,
		parallel,
		doing: 'running the command',
		goesOn: false,
		// The API answers an exec as it answers a signal, and past the lease.
		refusalOf(machine) {
			const legality = legalityOf('signal', machine.state);
			return legality.legal ? undefined : `${machine.name || machine.id} is ${machine.state}: ${legality.message}`;
		},
		isThere: () => false,
		askFor: (_meant, reached) =>
			reached.length < typedFrom ? {kind: 'yes'} : {kind: 'type', expected: `exec ${reached.length}`, hint: 'the act and how many'},
		async act({app, id, name}, signal) {
			const startedAtMs = clock.now();
			const output = await api.execInMachine(app, id, {command, timeoutSeconds}, {signal});
			const text = `${name || id}: ${execInWords(output, clock.now() - startedAtMs, timeoutSeconds)}`;
			return {isOk: isExecGood(output), text, output};
		},
	});
