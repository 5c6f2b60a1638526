import {isJsonObject, type Json} from '../json.ts';
import {isMoment} from '../time.ts';

/** A moment as the API writes it, alone in its text; what its fraction has beyond ms is kept as it is. */
const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3}(\d*))?(?:Z|[+-]\d\d:\d\d)$/;

/** The keys whose numbers are moments, in ms or in seconds: `timestamp` of an event, `expires_at` of a lease. */
const momentKey = /(?:^|_)(?:at|timestamp|until)$/;

const movedText = (text: string, byMs: number): string => {
	const found = rfc3339.exec(text);
	const atMs = found === null ? Number.NaN : Date.parse(text);
	// Go's zero time means that there is none.
	return isMoment(atMs) && isMoment(atMs + byMs) ? new Date(atMs + byMs).toISOString().replace('Z', `${found?.[1] ?? ''}Z`) : text;
};

const movedNumber = (value: number, byMs: number): number => {
	if (isMoment(value)) {
		return value + byMs;
	}

	return isMoment(value * 1000) ? value + byMs / 1000 : value;
};

/**
An answer with all of its moments later by `byMs`, which is a whole number of seconds, since some are told in seconds. Ids stay, though some
have a time in them: others name the same things by them.
*/
export const movedTimes = (value: Json, byMs: number, key = ''): Json => {
	if (typeof value === 'string') {
		return movedText(value, byMs);
	}

	if (typeof value === 'number') {
		return momentKey.test(key) ? movedNumber(value, byMs) : value;
	}

	if (Array.isArray(value)) {
		return value.map(item => movedTimes(item, byMs));
	}

	return isJsonObject(value)
		? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, inner === undefined ? inner : movedTimes(inner, byMs, name)]))
		: value;
};

type Playing = {
	/** When it was recorded, and since when it is played, in ms. */
	readonly recordedAtMs: number;
	readonly playedAtMs: number;
	/** How long it is, in ms, and how many times as fast it is played. */
	readonly lengthMs: number;
	readonly speed: number;
};

/**
By how much what was recorded is earlier than what is now, in ms: a whole number of seconds, and the same all the time at the pace at which it
was recorded. After the end of a recording time goes on as always.
*/
export const movedByMs = ({recordedAtMs, playedAtMs, lengthMs, speed}: Playing, nowMs: number): number => {
	const aheadMs = Math.min(nowMs - playedAtMs, lengthMs / speed) * (speed - 1);
	return Math.floor((playedAtMs - recordedAtMs - aheadMs) / 1000) * 1000;
};
