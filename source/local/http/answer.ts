import type {Json} from '../../domain/json.ts';

/** An answer that is JSON text already, with the content type that the API uses. */
export const answerText = (text: string, status = 200): Response =>
	new Response(text, {status, headers: {'content-type': 'application/json; charset=utf-8'}});

export const answer = (value: Json, status = 200): Response => answerText(JSON.stringify(value), status);

export const plainText = (text: string, status: number): Response =>
	new Response(text, {status, headers: {'content-type': 'text/plain; charset=utf-8'}});
