import type {Context} from 'hono';
import {readBody, readOptionalBody} from './read-body.ts';
import type {Call} from './route.ts';

/** A request as Hono has it, in the form in which handlers see it. */
export const callOf = (context: Context, isUnreachable: Call['isUnreachable']): Call => ({
	method: context.req.method,
	word: name => context.req.param(name) ?? '',
	query: new URL(context.req.url).searchParams,
	header: name => context.req.header(name),
	body: (shape, {optional = false} = {}) => (optional ? readOptionalBody : readBody)(context.req, shape),
	signal: context.req.raw.signal,
	isUnreachable,
});
