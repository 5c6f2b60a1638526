/** A setting that was found, or a sentence about what is wrong with it. */
export type Result<Value> = {readonly ok: true; readonly value: Value} | {readonly ok: false; readonly problem: string};

export const found = <Value>(value: Value): Result<Value> => ({ok: true, value});
export const wrong = (problem: string): {readonly ok: false; readonly problem: string} => ({ok: false, problem});
