import type {Api} from '../api/api.ts';
import {isApiError} from '../api/errors.ts';
import type {Clock} from '../domain/clock.ts';
import {execInWords, isExecGood} from '../domain/exec-words.ts';
import {legalityOf} from '../domain/legality.ts';
import type {CommandOutcome, CommandRun} from '../store/output.ts';
import type {Store} from '../store/store.ts';
import {causeInWords} from './failure.ts';
import type {MachineReader} from './machine-reader.ts';

export type ExecRunner = {
	/** Runs a command that the store holds already, once; answers when it is known how that ended. */
	readonly run: (runId: number) => Promise<void>;
	readonly stop: () => void;
};

type ExecRunnerOptions = {readonly api: Api; readonly store: Store; readonly clock: Clock; readonly reader: MachineReader};

const failed = (text: string, isUnknown = false): CommandOutcome => ({kind: 'failed', text, isUnknown});

/** Runs commands in machines. What was run is told to nobody: it may hold a password. */
export const createExecRunner = ({api, store, clock, reader}: ExecRunnerOptions): ExecRunner => {
	const stopping = new AbortController();
	const {signal} = stopping;

	const carryOut = async ({target, words, timeoutSeconds}: CommandRun): Promise<CommandOutcome> => {
		const state = (await reader.read(target, signal))?.state ?? 'destroyed';
		const legality = legalityOf('signal', state);
		if (!legality.legal) {
			return failed(`Nothing was run: the machine is ${state} now (${legality.message}).`);
		}

		try {
			const result = await api.execInMachine(target.app, target.id, {command: words, timeoutSeconds}, {signal});
			return {kind: 'ended', result};
		} catch (error) {
			const isUnknown = isApiError(error) && error.outcomeUnknown;
			const outcome = isUnknown ? 'It is unknown whether the command ran, or goes on' : 'The command was not run';
			return failed(`${outcome}: ${causeInWords(error)}`, isUnknown);
		}
	};

	/** Who has closed the page, or reads another, is told that there is something to read. */
	const tell = ({id, target, timeoutSeconds}: CommandRun, outcome: CommandOutcome, tookMs: number, atMs: number): void => {
		const {mode} = store.getState().view;
		if (outcome.kind === 'running' || (mode.kind === 'output' && mode.runId === id)) {
			return;
		}

		const isGood = outcome.kind === 'ended' && isExecGood(outcome.result);
		const how = outcome.kind === 'ended' ? execInWords(outcome.result, tookMs, timeoutSeconds) : outcome.text;
		store.dispatch({
			type: 'noted',
			tone: isGood ? 'ok' : 'warning',
			text: `The command in ${target.name || target.id}: ${how}. x, then ctrl-o shows it.`,
			atMs,
		});
	};

	return {
		async run(runId) {
			const run = store.getState().runs.find(({id}) => id === runId);
			if (run === undefined) {
				return;
			}

			const outcome = await carryOut(run).catch((error: unknown) => failed(`Nothing was run: ${causeInWords(error)}`));
			if (signal.aborted) {
				return;
			}

			const endedAtMs = clock.now();
			store.dispatch({type: 'command-ended', runId, outcome, endedAtMs});
			tell(run, outcome, endedAtMs - run.startedAtMs, endedAtMs);
		},
		stop() {
			stopping.abort();
		},
	};
};
