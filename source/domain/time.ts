import {format, isSameDay, isSameYear} from 'date-fns';

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** A span of time in its largest whole unit, as `41s`, `7m`, `3h`, `9d`. A span below zero (clocks differ) reads `0s`. */
export const formatAge = (spanMs: number): string => {
	const span = Math.max(0, spanMs);
	if (span < minuteMs) {
		return `${Math.floor(span / secondMs)}s`;
	}

	if (span < hourMs) {
		return `${Math.floor(span / minuteMs)}m`;
	}

	return span < 2 * dayMs ? `${Math.floor(span / hourMs)}h` : `${Math.floor(span / dayMs)}d`;
};

/** What is left of a span, as `0:09` or `12:04`; hours when there are any. */
export const formatCountdown = (spanMs: number): string => {
	const total = Math.max(0, Math.ceil(spanMs / secondMs));
	const hours = Math.floor(total / 3600);
	const minutes = Math.floor((total % 3600) / 60);
	const seconds = String(total % 60).padStart(2, '0');
	return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`;
};

/** How long something took, as `0.4s`, `12s`, `3m 20s`. */
export const formatDuration = (spanMs: number): string => {
	if (spanMs < 10 * secondMs) {
		return `${(Math.max(0, spanMs) / secondMs).toFixed(1)}s`;
	}

	const seconds = Math.round(spanMs / secondMs);
	return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m ${seconds % 60}s`;
};

/** The local time of an event in eight cells: the clock time today, the day before that. */
export const formatEventTime = (timestampMs: number, nowMs: number): string => {
	if (isSameDay(timestampMs, nowMs)) {
		return format(timestampMs, 'HH:mm:ss');
	}

	return format(timestampMs, isSameYear(timestampMs, nowMs) ? 'dd MMM' : 'yyyy-MM');
};

/** A whole local date and time, as `2026-11-24 04:46:18`. */
export const formatMoment = (timestampMs: number): string => format(timestampMs, 'yyyy-MM-dd HH:mm:ss');
