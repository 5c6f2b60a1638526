import type {Json, JsonObject} from '../../../domain/json.ts';
import {Fault} from '../../fleet/fault.ts';

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const isByte = (value: Json): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 255;

const unreadable = (key: string): Fault => new Fault(400, {error: `json: cannot unmarshal ${key} into Go value of type []uint8`});

/**
Bytes of a body: a list of numbers as the API's documents have it, or base64 as Go writes it. Undefined when there are none.
Throws a 400 Fault for anything else.
*/
export const bytesAt = (body: JsonObject, key: string): Buffer | undefined => {
	const value = body[key];
	if (value === undefined || value === null) {
		return undefined;
	}

	if (typeof value === 'string' && base64.test(value)) {
		return Buffer.from(value, 'base64');
	}

	if (Array.isArray(value) && value.every(isByte)) {
		return Buffer.from(value);
	}

	throw unreadable(key);
};

/** Bytes as the API's documents answer them; Go reads them just as well. */
export const bytesOnWire = (bytes: Uint8Array): Json => [...bytes];
