import type {JsonObject} from '../../domain/json.ts';
import type {CheckRecord} from '../fleet/machine-record.ts';
import type {Scheduler} from '../time/scheduler.ts';
import {type CheckDefinition, checkDefinitions} from './check-definitions.ts';
import {type ProbeResult, probe} from './probe.ts';

/**
Makes the checks of a config, each for the first time when its grace period is over, until it is stopped.

`report` gets a check whenever its status or output is another one; `updatedAtMs` is when the status last changed.
*/
export type StartChecks = (config: JsonObject, report: (check: CheckRecord) => void) => {readonly stop: () => void};

const runCheck = (definition: CheckDefinition, scheduler: Scheduler, report: (check: CheckRecord) => void): (() => void) => {
	const {name, gracePeriodMs, intervalMs, timeoutMs} = definition;
	const stopped = new AbortController();
	let last: CheckRecord | undefined;

	const take = ({status, output}: ProbeResult): void => {
		if (last?.status !== status || last.output !== output) {
			last = {name, status, output, updatedAtMs: last?.status === status ? last.updatedAtMs : scheduler.now()};
			report(last);
		}
	};

	const look = async (): Promise<void> => {
		const startedAtMs = scheduler.now();
		const timeout = new AbortController();
		const cancelTimeout = scheduler.after(timeoutMs, () => timeout.abort());
		const result = await probe(definition, AbortSignal.any([timeout.signal, stopped.signal]));
		cancelTimeout();
		if (!stopped.signal.aborted) {
			cancelNext = scheduler.after(Math.max(0, startedAtMs + intervalMs - scheduler.now()), look);
			take(result);
		}
	};

	let cancelNext = scheduler.after(gracePeriodMs, look);
	return () => {
		stopped.abort();
		cancelNext();
	};
};

export const createChecks =
	(scheduler: Scheduler): StartChecks =>
	(config, report) => {
		const stops = checkDefinitions(config).map(definition => runCheck(definition, scheduler, report));
		return {
			stop() {
				for (const stop of stops) {
					stop();
				}
			},
		};
	};
