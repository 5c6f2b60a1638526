import type {Json} from '../../domain/json.ts';

const statusByCode = {
	invalid_argument: 400,
	not_found: 404,
	deadline_exceeded: 408,
	already_exists: 409,
	aborted: 409,
	failed_precondition: 412,
} as const;

/** An answer that refuses: its HTTP status and its JSON body. */
export class Fault extends Error {
	override readonly name = 'Fault';
	readonly status: number;
	readonly body: Json;

	constructor(status: number, body: {readonly error: string; readonly status?: string}) {
		super(body.error);
		this.status = status;
		this.body = body;
	}
}

/** A refusal in the API's own form, `{"error": "<code>: <message>"}`, with the HTTP status of the code. */
export const refusal = (code: keyof typeof statusByCode, message: string): Fault =>
	new Fault(statusByCode[code], {error: `${code}: ${message}`});
