/** What went wrong with a call, by what an operator or a program would do about it. */
export type ApiErrorKind =
	/** No answer was read: nobody listens there, the name is unknown, or the connection was lost. */
	| 'unreachable'
	/** The answer took longer than the call was given. */
	| 'timeout'
	/** The caller gave up through its signal. */
	| 'cancelled'
	| 'unauthorized'
	| 'forbidden'
	| 'not-found'
	| 'lease-held'
	| 'conflict'
	| 'precondition'
	/** The API gave up waiting (408), as `wait` does when the state did not come. */
	| 'deadline'
	| 'rate-limited'
	| 'invalid'
	| 'server'
	/** The answer was not one of the Machines API: HTML, cut, empty, not JSON, or of another shape. */
	| 'malformed';

/** Who holds the lease that stood in the way. */
export type LeaseHeldBy = {readonly owner: string; readonly expiresAtMs: number | undefined};

export type ApiErrorDetails = {
	readonly kind: ApiErrorKind;
	readonly status?: number | undefined;
	readonly requestId?: string | undefined;
	readonly retryAfterMs?: number | undefined;
	readonly heldBy?: LeaseHeldBy | undefined;
	readonly detail?: string | undefined;
	readonly outcomeUnknown?: boolean | undefined;
	readonly cause?: Error | undefined;
};

/** A call to the Machines API that failed. The message is a sentence for an operator and holds no token and no nonce. */
export class ApiError extends Error {
	override readonly name = 'ApiError' as const;
	readonly kind: ApiErrorKind;
	/** The HTTP status, where there was an answer. */
	readonly status: number | undefined;
	/** The API's own id of the request, for its support. */
	readonly requestId: string | undefined;
	/** How long the API asked to wait before the next try, in ms. */
	readonly retryAfterMs: number | undefined;
	readonly heldBy: LeaseHeldBy | undefined;
	/** The API's own words, printable and bounded; empty where it said nothing. */
	readonly detail: string;
	/** True when a write may have taken effect although no good answer came: look before asking again. */
	readonly outcomeUnknown: boolean;

	constructor(message: string, details: ApiErrorDetails) {
		super(message, details.cause === undefined ? undefined : {cause: details.cause});
		this.kind = details.kind;
		this.status = details.status;
		this.requestId = details.requestId;
		this.retryAfterMs = details.retryAfterMs;
		this.heldBy = details.heldBy;
		this.detail = details.detail ?? '';
		this.outcomeUnknown = details.outcomeUnknown ?? false;
	}
}

export const isApiError = (value: unknown): value is ApiError => value instanceof ApiError;
