import {isJsonObject, type Json, type JsonObject} from '../../domain/json.ts';
import {printable} from '../../domain/text.ts';

type Maybe = Json | undefined;

/** The latest moment that a Date can hold, in ms. */
const latestMs = 8.64e15;

/** A printable text, or undefined for anything that is none. */
export const text = (value: Maybe, limit?: number): string | undefined => (typeof value === 'string' ? printable(value, limit) : undefined);

/** A printable text that is not empty. */
export const filledText = (value: Maybe): string | undefined => text(value) || undefined;

export const number = (value: Maybe): number | undefined => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);

export const integer = (value: Maybe): number | undefined => (Number.isSafeInteger(value) ? number(value) : undefined);

export const object = (value: Maybe): JsonObject | undefined => (isJsonObject(value) ? value : undefined);

/** The items of a list; none where there is no list, since Go writes an empty list as null. */
export const list = (value: Maybe): readonly Json[] => (Array.isArray(value) ? value : []);

/** The items of a list that are objects. */
export const objects = (value: Maybe): readonly JsonObject[] => list(value).filter(isJsonObject);

/** The items of a list that are texts with something in them. */
export const texts = (value: Maybe): readonly string[] =>
	list(value)
		.map(filledText)
		.filter(item => item !== undefined);

const moment = (ms: number): number | undefined => (ms > 0 && ms <= latestMs ? ms : undefined);

/** A moment in ms since the epoch, from RFC 3339 text or a number of ms. Go's zero time, in the year 1, counts as none. */
export const timeMs = (value: Maybe): number | undefined => {
	if (typeof value === 'number') {
		return moment(value);
	}

	return typeof value === 'string' && /^\d{4}-\d\d-\d\d[T ]/.test(value) ? moment(Date.parse(value)) : undefined;
};

/** A moment in ms since the epoch, from a number of seconds. */
export const secondsToMs = (value: Maybe): number | undefined => {
	const seconds = number(value);
	return seconds === undefined ? undefined : moment(seconds * 1000);
};

const nanosecondsPerMs = 1_000_000;

/** A duration as text, `1m30s`: the API gives it as that, or as a whole number of nanoseconds. */
export const durationText = (value: Maybe): string | undefined => {
	const nanoseconds = number(value);
	if (nanoseconds === undefined) {
		return filledText(value);
	}

	const totalMs = Math.round(nanoseconds / nanosecondsPerMs);
	if (totalMs % 1000 !== 0) {
		return `${totalMs}ms`;
	}

	const minutes = Math.trunc(totalMs / 60_000);
	const seconds = (totalMs % 60_000) / 1000;
	return [minutes === 0 ? '' : `${minutes}m`, minutes !== 0 && seconds === 0 ? '' : `${seconds}s`].join('');
};
