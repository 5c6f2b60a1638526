import {type ApiErrorKind, isApiError} from './errors.ts';

/** A request that was sent and what came of it. It holds no token, no nonce and no body. */
export type Exchange = {
	readonly method: string;
	/** Path and query of the URL. */
	readonly path: string;
	/** What was asked, as `stop machine 3d8d of app demo`. */
	readonly deed: string;
	/** The HTTP status, where there was an answer. */
	readonly status: number | undefined;
	/** The API's own id of the request, for its support. */
	readonly requestId: string | undefined;
	readonly startedAtMs: number;
	readonly tookMs: number;
	/** Why the call failed, if it did. */
	readonly error?: ApiErrorKind;
};

/** Is told of each request once, when its answer has been read or has failed to come. It must not throw. */
export type Observe = (exchange: Exchange) => void;

export type Outcome = Pick<Exchange, 'status' | 'requestId' | 'error'>;

/** What a failed call comes to. */
export const failedOutcome = (error: unknown): Outcome =>
	isApiError(error) ? {status: error.status, requestId: error.requestId, error: error.kind} : {status: undefined, requestId: undefined};
