import {explainExit, isFailure, lastExit} from '../domain/exit.ts';
import type {Machine} from '../domain/machine.ts';
import {formatDuration} from '../domain/time.ts';
import {type Order, verbs} from '../domain/verbs.ts';
import type {GivenConfig} from '../store/drafts.ts';
import type {NoteTone, Target} from '../store/state.ts';

/** How an action ended, for a person. The tone `ok` means that it did what was asked. */
export type Result = {
	readonly tone: NoteTone;
	readonly text: string;
	/** True when the machine had changed, so that nothing was sent. */
	readonly isSkipped?: true;
	/** The config that was sent, to the letter: never shown. */
	readonly given?: GivenConfig;
};

const reachedText = (order: Order, label: string, machine: Machine, took: string): string => {
	const exit = lastExit(machine)?.exit;
	return order.verb === 'stop'
		? `${label} stopped in ${took}: ${exit === undefined ? 'no exit event' : explainExit({...exit, restarting: false})}`
		: `${label} ${verbs[order.verb].done} in ${took}`;
};

/** What became of an order that only the API's answer proves. */
export const acceptedResult = ({verb, signal}: Order, target: Target): Result => {
	const label = target.name || target.id;
	return {tone: 'ok', text: signal === undefined ? `${label} ${verbs[verb].done}` : `${label}: ${signal} sent`};
};

/** What became of an order whose goal is a state, in words, from how the machine was before and is now. */
export const resultOf = (
	order: Order,
	target: Target,
	before: Machine | undefined,
	machine: Machine | undefined,
	tookMs: number,
): Result => {
	const label = target.name || target.id;
	const {done, goal, needsNews} = verbs[order.verb];
	const took = formatDuration(tookMs);
	const exit = machine === undefined ? undefined : lastExit(machine)?.exit;
	if (goal === 'destroyed' && (machine === undefined || machine.state === goal)) {
		return {tone: 'ok', text: `${label} deleted in ${took}`};
	}

	if (machine === undefined || machine.state === 'destroying' || machine.state === 'destroyed') {
		const ended = exit === undefined ? '' : ` (${explainExit(exit)})`;
		return {tone: 'ok', text: `${label} is gone: it destroyed itself when it ended${ended}.`};
	}

	if (needsNews && machine.events[0]?.id === before?.events[0]?.id) {
		return {tone: 'warning', text: `${label}: the ${order.verb} was accepted, but no event tells of it.`};
	}

	if (machine.state === goal) {
		return {tone: 'ok', text: reachedText(order, label, machine, took)};
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
