import type {RestartRule} from './machine-config.ts';

/** Restarts are counted inside this many milliseconds. */
export const retryWindowMs = 5 * 60_000;

export type RestartDecision = {
	readonly restarting: boolean;
	/** How many restarts by policy lie in the window before this exit. */
	readonly restartCount: number;
	/** The restarts to remember, with this one when there is one. */
	readonly restartTimesMs: readonly number[];
};

/** Whether a machine whose process ended by itself runs again. */
export const decideRestart = (rule: RestartRule, exitCode: number, restartTimesMs: readonly number[], nowMs: number): RestartDecision => {
	const recent = restartTimesMs.filter(timeMs => nowMs - timeMs < retryWindowMs);
	const restarting = rule.policy === 'always' || (rule.policy === 'on-failure' && exitCode !== 0 && recent.length < rule.maxRetries);
	return {restarting, restartCount: recent.length, restartTimesMs: restarting ? [...recent, nowMs] : recent};
};
