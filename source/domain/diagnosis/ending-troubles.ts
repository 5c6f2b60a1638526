import {durationMs} from '../config/duration.ts';
import {stateRow} from '../lifecycle.ts';
import type {Machine} from '../machine.ts';
import {formatAge} from '../time.ts';
import type {Trouble} from '../trouble.ts';
import {isBadEnding, isOverdueKill, lastEnding, restartMs, stopTookMs} from './ending.ts';
import {explainEnding} from './ending-rules.ts';

/** For so long what is over is still worth a look: that a machine ran out of memory and was started again, or had to be killed; in ms. */
const pastMs = 3_600_000;

type Rule = (machine: Machine) => Trouble | undefined;

/** It may well happen again: so it is told even of a machine that runs, unless somebody looked after it. */
export const outOfMemory: Rule = machine => {
	const ending = lastEnding(machine);
	if (ending?.exit?.oomKilled !== true || !isBadEnding(ending)) {
		return undefined;
	}

	const isOver = machine.state === 'stopped' || stateRow(machine.state).tone === 'bad';
	if (!isOver && ending.isAttended) {
		return undefined;
	}

	const {short, sentence} = explainEnding(ending);
	return {
		kind: 'OOM',
		sinceMs: ending.atMs,
		short,
		sentence,
		next: 'e gives it more memory (guest.memory_mb); l shows its logs.',
		untilMs: isOver ? undefined : ending.atMs + pastMs,
	};
};

/** A failure that nothing repairs. One that its policy is to start again becomes trouble when it has not. */
export const failedExit: Rule = machine => {
	const ending = machine.state === 'stopped' ? lastEnding(machine) : undefined;
	if (ending === undefined || ending.exit?.oomKilled === true || !isBadEnding(ending)) {
		return undefined;
	}

	const isDue = ending.restart === 'due';
	return {
		kind: 'EXIT',
		sinceMs: ending.atMs,
		...explainEnding(isDue ? {...ending, restart: 'overdue'} : ending),
		fromMs: isDue ? ending.atMs + restartMs : undefined,
		next: 'l shows what it said before; s starts it again; e edits its config.',
	};
};

/** A process that does not hear the signal of a stop loses what it was doing, every time. */
export const killedStop: Rule = machine => {
	const ending = lastEnding(machine);
	if (ending === undefined || !isOverdueKill(ending) || ending.isAttended) {
		return undefined;
	}

	const signal = machine.config?.stopSignal ?? 'SIGINT';
	const tookMs = stopTookMs(ending);
	const isShortened = tookMs < (durationMs(ending.stopTimeout) ?? 0);
	return {
		kind: 'KILLED',
		sinceMs: ending.atMs,
		short: `KILLED 137 after ${formatAge(tookMs)}`,
		sentence: explainEnding(ending).sentence,
		next: isShortened
			? `l shows what it said; it was killed before the ${ending.stopTimeout} that its config gives a stop.`
			: `e gives its stops more time (stop_config.timeout), unless its process can be made to handle ${signal}.`,
		untilMs: ending.atMs + pastMs,
	};
};
