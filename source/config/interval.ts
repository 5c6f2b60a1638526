import {printable} from '../domain/text.ts';
import {found, type Result, wrong} from './result.ts';

const unitMs: Readonly<Record<string, number>> = {ms: 1, s: 1000, m: 60_000};
// The API allows one list of an app per second.
const shortestMs = 1000;
const longestMs = 3_600_000;

/** The time between two polls in ms, from `5`, `5s`, `2500ms` or `1m`; undefined when it was not given. */
export const resolveInterval = (flag: string | undefined): Result<number | undefined> => {
	if (flag === undefined) {
		return found(undefined);
	}

	const groups = /^(?<amount>\d+(?:\.\d+)?)(?<unit>ms|s|m)?$/.exec(flag.trim())?.groups;
	const intervalMs = Math.round(Number(groups?.amount) * (unitMs[groups?.unit ?? 's'] ?? Number.NaN));
	if (intervalMs >= shortestMs && intervalMs <= longestMs) {
		return found(intervalMs);
	}

	return wrong(`--interval is "${printable(flag)}". Write a time from 1s to 60m, like 5s, 2500ms or 1m.`);
};
