/** A time as RFC 3339, in whole seconds, as most of the API writes it. */
export const rfc3339 = (timeMs: number): string => new Date(timeMs).toISOString().replace(/\.\d+Z$/, 'Z');
