import type {Api} from '../api/api.ts';
import {leaseRefusal} from '../commands/lease-refusal.ts';
import type {Clock} from '../domain/clock.ts';
import {execInWords, isExecGood} from '../domain/exec-words.ts';
import {legalityOf} from '../domain/legality.ts';
import type {ActionRecorder} from '../runtime/action-recorder.ts';
import type {Store} from '../store/store.ts';
import {askByCount} from './ask.ts';
import {createEachErrand} from './each.ts';
import type {Errand} from './errand.ts';

export type ExecErrandOptions = {
	readonly api: Api;
	readonly clock: Clock;
	/** Holds the machines that were read. */
	readonly store: Store;
	readonly tell: (line: string) => void;
	readonly record: ActionRecorder['recordAct'];
	readonly command: readonly string[];
	readonly timeoutSeconds: number;
	readonly parallel: number;
};

/** A command in machines, each asked once. The first that fails ends it. The command is never told: it may hold a password. */
export const createExecErrand = ({api, clock, store, tell, record, command, timeoutSeconds, parallel}: ExecErrandOptions): Errand =>
	createEachErrand({
		title: 'exec',
		clock,
		tell,
		parallel,
		doing: 'running the command',
		goesOn: false,
		record: ending => record({what: 'exec', ...ending}),
		// The API answers an exec as it answers a signal, and past the lease, which it is not meant to pass.
		refusalOf(machine) {
			const legality = legalityOf('signal', machine.state);
			return legality.legal
				? leaseRefusal(store.getState(), machine)
				: `${machine.name || machine.id} is ${machine.state}: ${legality.message}`;
		},
		isThere: () => false,
		askFor: (_meant, reached) => askByCount(store.getState(), 'exec', reached),
		async act({app, id, name}, signal) {
			const startedAtMs = clock.now();
			const output = await api.execInMachine(app, id, {command, timeoutSeconds}, {signal});
			const text = `${name || id}: ${execInWords(output, clock.now() - startedAtMs, timeoutSeconds)}`;
			return {isOk: isExecGood(output), text, output};
		},
	});
