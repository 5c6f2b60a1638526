import {format, isSameDay, isSameYear} from 'date-fns';

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const weekMs = 7 * dayMs;
const yearMs = 365 * dayMs;

const earliestMs = Date.UTC(2000, 0);
const latestMs = Date.UTC(2200, 0);

/** Whether a number can be a moment in a machine's life, in ms: one in seconds, below zero, or from another age cannot. */
export const isMoment = (timestampMs: number): boolean => timestampMs >= earliestMs && timestampMs < latestMs;

/** What stands where a time should be that cannot be true. */
const unknownTime = '?';

/** A believable span, in ms: at most 50 years, and no more than a day below zero, which is what clocks that differ make. */
const isSpan = (spanMs: number): boolean => spanMs >= -dayMs && spanMs <= 50 * yearMs;

/**
A span of time in its largest whole unit, in three cells at most, as `41s`, `7m`, `3h`, `9d`, `17w`, `2y`. A span a little below zero (clocks
differ) reads `0s`, one that nothing lasts `?`.
*/
export const formatAge = (spanMs: number): string => {
	if (!isSpan(spanMs)) {
		return unknownTime;
	}

	const span = Math.max(0, spanMs);
	if (span < minuteMs) {
		return `${Math.floor(span / secondMs)}s`;
	}

	if (span < hourMs) {
		return `${Math.floor(span / minuteMs)}m`;
	}

	if (span < 2 * dayMs) {
		return `${Math.floor(span / hourMs)}h`;
	}

	if (span < 100 * dayMs) {
		return `${Math.floor(span / dayMs)}d`;
	}

	return span < 100 * weekMs ? `${Math.floor(span / weekMs)}w` : `${Math.floor(span / yearMs)}y`;
};

/** What is left of a span, as `0:09` or `12:04`; hours when there are any, `?` when it cannot be true. */
export const formatCountdown = (spanMs: number): string => {
	if (!isSpan(Math.max(0, spanMs))) {
		return unknownTime;
	}

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

/** A span as a person writes it, to the second: `15m`, `1h30m`. */
export const formatSpan = (spanMs: number): string => {
	const seconds = Math.round(spanMs / secondMs);
	const parts = [
		[Math.floor(seconds / 3600), 'h'],
		[Math.floor(seconds / 60) % 60, 'm'],
		[seconds % 60, 's'],
	] as const;
	return parts.map(([count, unit]) => (count === 0 ? '' : `${count}${unit}`)).join('') || '0s';
};

/** So young an event has its clock time alone, though it was yesterday: nobody takes 23:58 for tonight's. */
const clockTimeMs = 18 * hourMs;

/** The local time of an event in eight cells: the clock time within the last 18 hours, the day before that, `?` when it cannot be true. */
export const formatEventTime = (timestampMs: number, nowMs: number): string => {
	if (!isMoment(timestampMs)) {
		return unknownTime;
	}

	if (isSameDay(timestampMs, nowMs) || Math.abs(nowMs - timestampMs) < clockTimeMs) {
		return format(timestampMs, 'HH:mm:ss');
	}

	return format(timestampMs, isSameYear(timestampMs, nowMs) ? 'dd MMM' : 'yyyy-MM');
};

/** A local clock time of about now, as `12:08`; `?` when it cannot be true. */
export const formatClock = (timestampMs: number): string => (isMoment(timestampMs) ? format(timestampMs, 'HH:mm') : unknownTime);

/** A local clock time to the second, as `12:08:41`; `?` when it cannot be true. */
export const formatTimeOfDay = (timestampMs: number): string => (isMoment(timestampMs) ? format(timestampMs, 'HH:mm:ss') : unknownTime);

/** A whole local date and time, as `2026-11-24 04:46:18`; `?` when it cannot be true. */
export const formatMoment = (timestampMs: number): string =>
	isMoment(timestampMs) ? format(timestampMs, 'yyyy-MM-dd HH:mm:ss') : unknownTime;
