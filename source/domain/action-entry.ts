/** One line of the action log: an order that a person gave and how it ended, or one request that would change something. No secret is in it. */
export type ActionEntry = {
	readonly kind: 'act' | 'request';
	/** When it ended, in ms. */
	readonly atMs: number;
	/** The order in words, or method and path of the request. */
	readonly what: string;
	readonly app: string | undefined;
	readonly machineId: string | undefined;
	readonly name: string | undefined;
	/** The HTTP status, where there was an answer. */
	readonly status: number | undefined;
	/** The API's own id of the request, for its support. */
	readonly requestId: string | undefined;
	/** How it ended: a sentence, `ok`, or the kind of the failure. */
	readonly result: string;
	readonly tookMs: number | undefined;
	/** The command that does the same; it names the token and the nonce by variables of the shell. */
	readonly curl: string | undefined;
};
