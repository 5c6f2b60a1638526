import {isApiError} from '../api/errors.ts';
import {printable} from '../domain/text.ts';
import type {Failure} from '../store/state.ts';

/** An error as a sentence for a person, with the request id where the API gave one. */
export const errorInWords = (error: unknown): string => {
	if (isApiError(error)) {
		const {message, requestId} = error;
		return requestId === undefined || message.includes(requestId) ? message : `${message} (request ${requestId})`;
	}

	return printable(error instanceof Error ? error.message : String(error));
};

/** A failed read as the store keeps it. */
export const failureOf = (error: unknown, failedAtMs: number, retryAtMs: number | undefined): Failure => ({
	message: errorInWords(error),
	isUnauthorized: isApiError(error) && error.kind === 'unauthorized',
	failedAtMs,
	retryAtMs,
});
