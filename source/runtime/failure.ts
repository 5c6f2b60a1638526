import {type ApiError, type ApiErrorKind, isApiError} from '../api/errors.ts';
import {printable} from '../domain/text.ts';
import type {Failure, FailureKind} from '../store/state.ts';

/** An error as a sentence for a person, with the request id where the API gave one. */
export const errorInWords = (error: unknown): string => {
	if (isApiError(error)) {
		const {message, requestId} = error;
		return requestId === undefined || message.includes(requestId) ? message : `${message} (request ${requestId})`;
	}

	return printable(error instanceof Error ? error.message : String(error));
};

/** The cause alone, with the request id where the API gave one. */
const detailOf = ({detail, requestId}: ApiError): string => (requestId === undefined ? detail : `${detail} (request ${requestId})`.trim());

/** The same for a line that names the act and the machine already: what the API said comes first, so that a narrow screen shows it. */
export const causeInWords = (error: unknown): string => {
	if (!isApiError(error) || error.detail === '') {
		return errorInWords(error);
	}

	const {kind, status} = error;
	return status === undefined || kind === 'malformed' ? detailOf(error) : `${status} ${detailOf(error)}`;
};

const failureKinds: Readonly<Record<ApiErrorKind, FailureKind>> = {
	unreachable: 'offline',
	timeout: 'offline',
	cancelled: 'offline',
	unauthorized: 'unauthorized',
	forbidden: 'forbidden',
	'not-found': 'not-found',
	'lease-held': 'refused',
	conflict: 'refused',
	precondition: 'refused',
	invalid: 'refused',
	deadline: 'server',
	server: 'server',
	'rate-limited': 'limited',
	malformed: 'malformed',
};

/** A failed read as the store keeps it. What is no error of the API comes from an answer that flydeck could not take. */
export const failureOf = (error: unknown, failedAtMs: number, retryAtMs: number | undefined): Failure => ({
	kind: isApiError(error) ? failureKinds[error.kind] : 'malformed',
	status: isApiError(error) ? error.status : undefined,
	cause: isApiError(error) ? detailOf(error) : errorInWords(error),
	message: errorInWords(error),
	failedAtMs,
	retryAtMs,
});
