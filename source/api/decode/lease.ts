import type {Json, JsonObject} from '../../domain/json.ts';
import type {Lease} from '../../domain/machine.ts';
import {filledText, object, secondsToMs, text} from './values.ts';

/** A lease that is known to end sometime; without that there is no lease to speak of. The nonce is left out. */
export const decodeLease = (value: Json | undefined): Lease | undefined => {
	const lease = object(value);
	const expiresAtMs = secondsToMs(lease?.expires_at);
	if (lease === undefined || expiresAtMs === undefined) {
		return undefined;
	}

	return {owner: text(lease.owner) ?? '', description: text(lease.description) ?? '', expiresAtMs};
};

/** What an answer about a lease is about: on the wire it is wrapped in `{status, data}`, in the API's own documents it is bare. */
const unwrapped = (body: Json): JsonObject | undefined => object(object(body)?.data) ?? object(body);

/** The lease in an answer of the lease endpoints. */
export const decodeLeaseAnswer = (body: Json): Lease | undefined => decodeLease(unwrapped(body));

/** A lease that was just taken or refreshed, with the nonce that its holder needs. */
export const decodeHeldLease = (body: Json): (Lease & {readonly nonce: string}) | undefined => {
	const lease = decodeLeaseAnswer(body);
	const nonce = filledText(unwrapped(body)?.nonce);
	return lease === undefined || nonce === undefined ? undefined : {...lease, nonce};
};
