import type {JsonObject} from '../../domain/json.ts';
import {textAt} from '../../domain/json-reader.ts';
import {refusal} from './fault.ts';

const hourMs = 3_600_000;

/** How long a period of each schedule is, in ms. */
const periodsMs: Readonly<Record<string, number>> = {
	hourly: hourMs,
	daily: 24 * hourMs,
	weekly: 7 * 24 * hourMs,
	monthly: 30 * 24 * hourMs,
};

/** The period, in ms, after which a config wants its machine started again and again; undefined without a schedule. */
export const periodMsOf = (config: JsonObject): number | undefined => {
	const word = textAt(config, 'schedule');
	return word !== undefined && Object.hasOwn(periodsMs, word) ? periodsMs[word] : undefined;
};

/** Throws a 400 Fault for a schedule that does not exist. */
export const requireSchedule = (config: JsonObject): void => {
	const word = textAt(config, 'schedule');
	if (word !== undefined && !Object.hasOwn(periodsMs, word)) {
		throw refusal('invalid_argument', `invalid config.schedule '${word}', must be one of ${Object.keys(periodsMs).join(', ')}`);
	}
};
