/** Nobody looks away from what takes less, in ms. */
const longMs = 5000;

/** Whether something took so long that its end is worth a sound. */
export const isWorthARing = (startedAtMs: number, endedAtMs: number): boolean => endedAtMs - startedAtMs >= longMs;
