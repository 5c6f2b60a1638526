import {format, isSameDay, startOfDay, subDays} from 'date-fns';

/** The beginnings of the last days by local time, in ms, today's last. */
export const lastDays = (count: number, nowMs: number): readonly number[] =>
	Array.from({length: count}, (_, index) => startOfDay(subDays(nowMs, count - 1 - index)).getTime());

/** A moment that a person remembers, by local time: `08:12`, `08:12 yesterday`, `08:12, 19 Nov`. */
export const momentInWords = (timestampMs: number, nowMs: number): string => {
	const time = format(timestampMs, 'HH:mm');
	if (isSameDay(timestampMs, nowMs)) {
		return time;
	}

	return isSameDay(timestampMs, subDays(nowMs, 1)) ? `${time} yesterday` : `${time}, ${format(timestampMs, 'dd MMM')}`;
};
