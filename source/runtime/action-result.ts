import {explainExit, isFailure, lastExit} from '../domain/exit.ts';
import type {Machine} from '../domain/machine.ts';
import {formatDuration} from '../domain/time.ts';
import {type Verb, verbs} from '../domain/verbs.ts';
import type {NoteTone, Target} from '../store/state.ts';

/** How an action ended, for a person. */
export type Result = {readonly tone: NoteTone; readonly text: string};

/** What became of an action, in words, from how the machine is now. */
export const resultOf = (verb: Verb, target: Target, machine: Machine | undefined, tookMs: number): Result => {
	const label = target.name || target.id;
	const {done, goal} = verbs[verb];
	const exit = machine === undefined ? undefined : lastExit(machine)?.exit;
	if (goal === 'destroyed' && (machine === undefined || machine.state === goal)) {
		return {tone: 'ok', text: `${label} deleted in ${formatDuration(tookMs)}`};
	}

	if (machine === undefined || machine.state === 'destroying' || machine.state === 'destroyed') {
		const ended = exit === undefined ? '' : ` (${explainExit(exit)})`;
		return {tone: 'ok', text: `${label} is gone: it destroyed itself when it ended${ended}.`};
	}

	if (verb === 'stop' && machine.state === goal) {
		return {
			tone: 'ok',
			text: `${label} stopped in ${formatDuration(tookMs)}: ${exit === undefined ? 'no exit event' : explainExit({...exit, restarting: false})}`,
		};
	}

	if (machine.state === goal) {
		return {tone: 'ok', text: `${label} ${done} in ${formatDuration(tookMs)}`};
	}

	if (machine.state === 'failed') {
		return {tone: 'error', text: `${label} could not be ${done}: it is failed now`};
	}

	const ending = exit === undefined ? '' : `: ${explainExit(exit)}`;
	return {
		tone: exit !== undefined && isFailure(exit) ? 'error' : 'warning',
		text: `${label} was ${done} and is ${machine.state} again${ending}`,
	};
};
