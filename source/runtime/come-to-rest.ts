import type {Api} from '../api/api.ts';
import type {Clock} from '../domain/clock.ts';
import {explainExit, lastExit} from '../domain/exit.ts';
import type {Machine} from '../domain/machine.ts';
import {formatDuration} from '../domain/time.ts';
import type {Target} from '../store/state.ts';
import {failingChecks} from './checks.ts';
import {type Followed, followState, lostAfterMs, pause} from './follow.ts';
import {createLoop} from './loop.ts';
import type {MachineReader} from './machine-reader.ts';
import {readPatiently} from './patient-read.ts';

/** The state in which a new version is to come to rest, and since when that is waited for. */
export type RestWish = {
	readonly goal: 'started' | 'stopped';
	readonly instanceId: string | undefined;
	readonly startedAtMs: number;
};

/** How that ended, in words that follow what was done: `and is started, after 2s`. */
export type Rest = {readonly isOk: boolean; readonly words: string};

type RestOptions = {readonly api: Api; readonly clock: Clock; readonly reader: MachineReader};

/** How long a new version may take to come to rest, in ms. */
const deadlineMs = 300_000;

/** How long a start has to last before it is told as good, in ms: a process that cannot run mostly ends within it. */
const holdMs = 1000;

const lookEveryMs = 2000;

/** Whether the new version has come to rest elsewhere, so that there is nothing more to wait for. */
const restsElsewhere = (machine: Machine | undefined, {goal, instanceId}: RestWish): boolean => {
	if (machine?.instanceId !== instanceId) {
		return false;
	}

	const isElsewhere =
		goal === 'started' ? machine?.state === 'stopped' && machine.events[0]?.type === 'exit' : machine?.state === 'started';
	return isElsewhere || machine?.state === 'failed';
};

/** Waits for the state; no longer than until it shows that it will not come, of which a wait does not hear. */
const follow = async ({api, clock, reader}: RestOptions, target: Target, wish: RestWish, signal: AbortSignal): Promise<Followed> => {
	const {goal, instanceId, startedAtMs} = wish;
	const settled = new AbortController();
	const looks = createLoop(clock, async lookSignal => {
		if (restsElsewhere(await reader.readOrKnown(target, lookSignal), wish)) {
			settled.abort();
		}

		return lookEveryMs;
	});
	const cancelFirst = clock.after(lookEveryMs, looks.nudge);
	const wanted = {state: goal, instanceId, deadlineMs: startedAtMs + deadlineMs, lostAfterMs};
	const followed = await followState({api, clock}, target, wanted, AbortSignal.any([settled.signal, signal]));
	cancelFirst();
	looks.stop();
	return followed;
};

/** Follows a new version of a machine until it is at rest and its checks pass. */
export const comeToRest = async (options: RestOptions, target: Target, wish: RestWish, signal: AbortSignal): Promise<Rest> => {
	const {clock, reader} = options;
	const {goal, startedAtMs} = wish;
	const unknown: Rest = {isOk: false, words: `but it is unknown whether it is ${goal}: the API cannot be reached`};
	if ((await follow(options, target, wish, signal)) === 'unreachable') {
		return unknown;
	}

	if (goal === 'started') {
		await pause(clock, holdMs, signal);
	}

	const after = await readPatiently({reader, clock}, target, signal).catch(() => 'unread' as const);
	if (after === 'unread') {
		return unknown;
	}

	const took = formatDuration(clock.now() - startedAtMs);
	if (after?.state !== goal) {
		const exit = after === undefined ? undefined : lastExit(after)?.exit;
		const ending = exit === undefined ? '' : `: ${explainExit(exit)}`;
		return {isOk: false, words: `but is ${after?.state ?? 'gone'}, not ${goal}, after ${took}${ending}`};
	}

	const failing = goal === 'started' ? await failingChecks({reader, clock}, target, signal) : undefined;
	return failing === undefined ? {isOk: true, words: `and is ${goal}, after ${took}`} : {isOk: false, words: `and runs, but ${failing}`};
};
