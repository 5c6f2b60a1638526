/** What flydeck's exit code says. */
export const exitCodes = {ok: 0, failed: 1, usage: 2, unauthorized: 3} as const;

export type ExitCode = number;
