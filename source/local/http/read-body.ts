import {isJsonObject, type Json, type JsonObject} from '../../domain/json.ts';
import {Fault} from '../fleet/fault.ts';
import {type Struct, unmarshalError, writeDurations} from './go-shape.ts';

/** Deeper bodies would be read, but could not be written again. */
const deepest = 200;

const isDeeperThan = (value: Json | undefined, levels: number): boolean =>
	typeof value === 'object' && value !== null && (levels === 0 || Object.values(value).some(child => isDeeperThan(child, levels - 1)));

const bad = (message: string): Fault => new Fault(400, {error: message});

/** Go names the character that it stumbled over; what V8 says of it, it says in one of two ways. */
const syntaxError = (text: string, error: unknown): Fault => {
	const message = error instanceof Error ? error.message : '';
	const position = /at position (\d+)/.exec(message)?.[1];
	const stumbled = /^Unexpected token '(.)'/u.exec(message)?.[1] ?? text.charAt(Number(position ?? text.length));
	return bad(stumbled === '' ? 'unexpected EOF' : `invalid character '${stumbled}' looking for beginning of value`);
};

const parse = (text: string): Json => {
	try {
		return JSON.parse(text);
	} catch (error) {
		throw syntaxError(text, error);
	}
};

const decode = (text: string, shape: Struct): JsonObject => {
	const value = parse(text);
	if (isDeeperThan(value, deepest)) {
		throw bad('json: exceeded max depth');
	}

	const error = unmarshalError(value, shape);
	if (error !== undefined) {
		throw bad(error);
	}

	const written = writeDurations(value, shape);
	return isJsonObject(written) ? written : {};
};

/** The body of a request that can do without one. Throws a 400 Fault, in the words of Go's decoder, when it is not what the shape says. */
export const readOptionalBody = async (request: Request, shape: Struct): Promise<JsonObject> => {
	const text = await request.text();
	return text.trim() === '' ? {} : decode(text, shape);
};

/** The body of a request that needs one: without, the 400 Fault is `EOF`. */
export const readBody = async (request: Request, shape: Struct): Promise<JsonObject> => {
	const text = await request.text();
	if (text.trim() === '') {
		throw bad('EOF');
	}

	return decode(text, shape);
};
