import {isJsonObject, type Json, type JsonObject} from '../domain/json.ts';

/** A switch in a query: `true`, or left out. */
export const flag = (value: boolean | undefined): string | undefined => (value === true ? 'true' : undefined);

/** A body without the keys that were not given; undefined when none was. */
export const bodyOf = (fields: {readonly [key: string]: Json | undefined}): {readonly body?: JsonObject} => {
	const given = Object.entries(fields).filter(([, value]) => value !== undefined);
	return given.length === 0 ? {} : {body: Object.fromEntries(given)};
};

/** An answer to a call that waits for something comes when the wait is over, and then has to travel. */
const travelMs = 5000;

/** How long a call is given that asks the API to wait for so many seconds. */
export const timeoutMsOf = (waitSeconds: number): number => waitSeconds * 1000 + travelMs;

/** For answers that only say that it worked: an object, or no body where the API sends none. */
export const readAcknowledgement = (body: Json): {readonly acknowledged: true} | undefined =>
	body === null || isJsonObject(body) ? {acknowledged: true} : undefined;

/** Reads an answer that has to be an object. */
export const readFrom = <Answer>(body: Json, read: (answer: JsonObject) => Answer): Answer | undefined =>
	isJsonObject(body) ? read(body) : undefined;
