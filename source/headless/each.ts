import {isApiError} from '../api/errors.ts';
import type {Clock} from '../domain/clock.ts';
import {causeInWords} from '../runtime/failure.ts';
import type {Target} from '../store/state.ts';
import type {Errand} from './errand.ts';
import {type ActResult, leftAlone} from './results.ts';

/** How one machine went. */
export type Went = Pick<ActResult, 'isOk' | 'text' | 'output' | 'metadata'> & {readonly isSkipped?: boolean};

export type EachEnding = {readonly target: Target; readonly atMs: number; readonly tookMs: number; readonly result: string};

export type EachOptions = Pick<Errand, 'title' | 'refusalOf' | 'isThere' | 'askFor' | 'needs'> & {
	readonly clock: Clock;
	readonly tell: (line: string) => void;
	/** How many machines at once. */
	readonly parallel: number;
	/** What is told when a machine's turn comes. */
	readonly doing: string;
	/** Whether the others still get their turn after a failure. */
	readonly goesOn: boolean;
	/** Records how it ended on one machine; undefined for what only looks. */
	readonly record?: ((ending: EachEnding) => void) | undefined;
	/** Must end soon once the signal is aborted. What it throws is told of its machine. */
	readonly act: (target: Target, signal: AbortSignal) => Promise<Went>;
};

const failed = ({name, id}: Target, error: unknown): Went => {
	const isUnknown = isApiError(error) && error.outcomeUnknown;
	return {isOk: false, text: `${name || id}: ${isUnknown ? 'it is unknown whether it happened: ' : ''}${causeInWords(error)}`};
};

/** An errand of one call for each machine, which needs no lease. */
export const createEachErrand = (options: EachOptions): Errand => {
	const {clock, tell, parallel, doing, goesOn, record, act, ...rest} = options;
	const stopping = new AbortController();

	const actOn = async (target: Target): Promise<ActResult> => {
		const startedAtMs = clock.now();
		const went = await act(target, stopping.signal).catch((error: unknown) => failed(target, error));
		const atMs = clock.now();
		const result = {isSkipped: false, ...went, target, tookMs: atMs - startedAtMs};
		if (!result.isSkipped) {
			record?.({target, atMs, tookMs: result.tookMs, result: result.text});
		}

		return result;
	};

	return {
		...rest,
		async run(targets) {
			const results = new Map<string, ActResult>();
			const waiting = [...targets];
			let isOver = false;
			const worker = async (): Promise<void> => {
				for (let target = waiting.shift(); target !== undefined; target = isOver ? undefined : waiting.shift()) {
					tell(`${targets.length - waiting.length}/${targets.length} ${target.name || target.id}: ${doing}`);
					const result = await actOn(target);
					results.set(target.id, result);
					isOver ||= stopping.signal.aborted || !(result.isOk || goesOn);
				}
			};
			await Promise.all(Array.from({length: Math.min(parallel, targets.length)}, worker));
			return targets.map(
				target =>
					results.get(target.id) ?? {
						target,
						isOk: false,
						isSkipped: true,
						text: `${target.name || target.id}: ${leftAlone}`,
						tookMs: 0,
					},
			);
		},
		async stop() {
			stopping.abort();
		},
	};
};
