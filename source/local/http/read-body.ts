import type {HonoRequest} from 'hono';
import {isJsonObject, type Json, type JsonObject} from '../../domain/json.ts';
import {Fault} from '../fleet/fault.ts';
import {type Struct, unmarshalError, writeDurations} from './go-shape.ts';
import {syntaxError} from './go-syntax.ts';

/** Deeper bodies would be read, but could not be written again. */
const deepest = 200;

const isDeeperThan = (value: Json | undefined, levels: number): boolean =>
	typeof value === 'object' && value !== null && (levels === 0 || Object.values(value).some(child => isDeeperThan(child, levels - 1)));

const bad = (message: string): Fault => new Fault(400, {error: message});

/** Go does not pass over a byte-order mark. */
const utf8 = new TextDecoder('utf-8', {ignoreBOM: true});

const parse = (body: Buffer): Json => {
	try {
		return JSON.parse(utf8.decode(body));
	} catch {
		throw bad(syntaxError(body) ?? 'unexpected EOF');
	}
};

const decode = (body: Buffer, shape: Struct): JsonObject => {
	const value = parse(body);
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

/** Whatever has a body that can be read more than once. */
type Bodied = Pick<HonoRequest, 'arrayBuffer'>;

const bodyOf = async (request: Bodied): Promise<Buffer> => Buffer.from(await request.arrayBuffer());

const isEmpty = (body: Buffer): boolean => /^[ \t\r\n]*$/.test(body.toString('latin1'));

/** The body of a request that can do without one. Throws a 400 Fault, in the words of Go's decoder, when it is not what the shape says. */
export const readOptionalBody = async (request: Bodied, shape: Struct): Promise<JsonObject> => {
	const body = await bodyOf(request);
	return isEmpty(body) ? {} : decode(body, shape);
};

/** The body of a request that needs one: without, the 400 Fault is `EOF`. */
export const readBody = async (request: Bodied, shape: Struct): Promise<JsonObject> => {
	const body = await bodyOf(request);
	if (isEmpty(body)) {
		throw bad('EOF');
	}

	return decode(body, shape);
};
