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

/** The same for a line that names the act and the machine already: what the API said comes first, so that a narrow screen shows it. */
export const causeInWords = (error: unknown): string => {
	if (!isApiError(error) || error.detail === '' || error.status === undefined) {
		return errorInWords(error);
	}

	const {status, detail, requestId} = error;
	return `${status} ${detail}${requestId === undefined ? '' : ` (request ${requestId})`}`;
};

/** A failed read as the store keeps it. */
export const failureOf = (error: unknown, failedAtMs: number, retryAtMs: number | undefined): Failure => ({
	message: errorInWords(error),
	isUnauthorized: isApiError(error) && error.kind === 'unauthorized',
	failedAtMs,
	retryAtMs,
});
