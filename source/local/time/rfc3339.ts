/** A time in ms since the epoch as RFC 3339, in whole seconds, as most of the API writes it: `2026-05-01T10:00:00Z`. */
export const rfc3339 = (timeMs: number): string => new Date(timeMs).toISOString().replace(/\.\d+Z$/, 'Z');

const nanosecondsInMs = 1_000_000n;

/** A time in nanoseconds since the epoch as logs write it: `2026-05-01T10:00:00.000000001Z`. */
export const rfc3339Nano = (timestampNs: bigint): string => {
	const toTheMs = new Date(Number(timestampNs / nanosecondsInMs)).toISOString().slice(0, -1);
	return `${toTheMs}${String(timestampNs % nanosecondsInMs).padStart(6, '0')}Z`;
};
