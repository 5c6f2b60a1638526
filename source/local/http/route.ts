import type {JsonObject} from '../../domain/json.ts';
import type {Struct} from './go-shape.ts';

/** A request as a handler sees it: already let in, its path's words and query read, its body parsed when it asks for it. */
export type Call = {
	readonly method: string;
	/** A word of the path, such as `app` in `/v1/apps/:app`, decoded. */
	readonly word: (name: string) => string;
	readonly query: URLSearchParams;
	readonly header: (name: string) => string | undefined;
	/** The body as an object of the given shape. Throws a 400 Fault in Go's words when it is none. `optional`: an empty body is `{}`. */
	readonly body: (shape: Struct, options?: {readonly optional?: boolean}) => Promise<JsonObject>;
	/** Aborted when the client has gone. */
	readonly signal: AbortSignal;
	/** Whether the host of a machine does not answer: by the plan of faults, or for this request alone. */
	readonly isUnreachable: (machineId: string) => boolean;
};

/** What a rate limit counts: one action on one app or machine. `none`: not limited. */
export type Limit = {readonly action: string; readonly by: 'app' | 'machine' | 'organization'} | 'none';

/** One row of the route table: method and path once, with all that is true of the route. */
export type Route = {
	readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** Hono's form: `/v1/apps/:app/machines/:machine/start`. */
	readonly path: string;
	/** The operationId of the published OpenAPI document, or a name of ours where that has none. */
	readonly operation: string;
	readonly limit: Limit;
	/** True for what steers the server itself: no fault strikes it. */
	readonly isControl?: true;
	/** True for what the host of the machine has to answer. The rest the API server answers from what it remembers. */
	readonly onHost?: true;
	readonly handle: (call: Call) => Response | Promise<Response>;
};
