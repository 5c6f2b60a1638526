import type {Json} from '../domain/json.ts';
import type {Lease} from '../domain/machine.ts';
import type {Api, CallOptions} from './api.ts';
import type {Call, Client} from './client.ts';
import {decodeHeldLease, decodeLeaseAnswer} from './decode/lease.ts';
import {isApiError} from './errors.ts';
import {readAcknowledgement} from './requests.ts';

type LeaseCalls = Pick<Api, 'acquireLease' | 'getLease' | 'checkLease' | 'refreshLease' | 'releaseLease' | 'breakLease'>;

/** A 404 that speaks of the lease and not of the machine, which only the API's words tell apart. */
const isNoLease = (error: unknown): boolean => isApiError(error) && error.kind === 'not-found' && error.detail.includes('lease not found');

const nothingWhenNoLease = (error: unknown): undefined => {
	if (!isNoLease(error)) {
		throw error;
	}
};

const pathOf = (app: string, id: string): readonly string[] => ['apps', app, 'machines', id, 'lease'];

/** The calls about leases. */
export const createLeaseCalls = ({send}: Client): LeaseCalls => {
	const look = <Answer extends Lease>(app: string, id: string, read: (body: Json) => Answer | undefined, {signal}: CallOptions) =>
		send({
			action: 'get-lease',
			scope: id,
			deed: `get the lease of machine ${id} of app ${app}`,
			method: 'GET',
			path: pathOf(app, id),
			signal,
			read,
		}).catch(nothingWhenNoLease);

	const release = async (
		deed: string,
		app: string,
		id: string,
		lease: Pick<Call<NonNullable<unknown>>, 'nonce' | 'isOwnLease'>,
		{signal}: CallOptions,
	): Promise<void> => {
		await send({
			action: 'release-lease',
			scope: id,
			deed: `${deed} the lease of machine ${id} of app ${app}`,
			method: 'DELETE',
			path: pathOf(app, id),
			...lease,
			signal,
			read: readAcknowledgement,
		}).catch(nothingWhenNoLease);
	};

	return {
		acquireLease: (app, id, wish, options = {}) =>
			send({
				action: 'acquire-lease',
				scope: id,
				deed: `lease machine ${id} of app ${app}`,
				method: 'POST',
				path: pathOf(app, id),
				body: {ttl: wish.ttlSeconds, description: wish.description},
				signal: options.signal,
				read: decodeHeldLease,
			}),
		getLease: (app, id, options = {}) => look(app, id, decodeLeaseAnswer, options),
		async checkLease(app, id, nonce, options = {}) {
			const lease = await look(app, id, decodeHeldLease, options);
			return {isOurs: lease?.nonce === nonce, owner: lease?.owner};
		},
		refreshLease: (app, id, wish, options = {}) =>
			send({
				action: 'acquire-lease',
				scope: id,
				deed: `refresh the lease of machine ${id} of app ${app}`,
				method: 'POST',
				path: pathOf(app, id),
				body: {ttl: wish.ttlSeconds, description: wish.description},
				nonce: wish.nonce,
				isOwnLease: true,
				signal: options.signal,
				read: decodeHeldLease,
			}),
		releaseLease: (app, id, nonce, options = {}) => release('release', app, id, {nonce, isOwnLease: true}, options),
		async breakLease(app, id, owner, options = {}) {
			// The API tells everybody with access the nonce of a lease, so that it can be cleared (reference of the Machines API, section 5).
			const lease = await look(app, id, decodeHeldLease, options);
			if (lease?.owner !== owner) {
				return {isBroken: false, owner: lease?.owner};
			}

			await release('break', app, id, {nonce: lease.nonce}, options);
			return {isBroken: true, owner};
		},
	};
};
