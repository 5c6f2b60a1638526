import type {Api} from './api.ts';
import type {Client} from './client.ts';
import {decodeHeldLease, decodeLeaseAnswer} from './decode/lease.ts';
import {isApiError} from './errors.ts';
import {readAcknowledgement} from './requests.ts';

type LeaseCalls = Pick<Api, 'acquireLease' | 'getLease' | 'refreshLease' | 'releaseLease'>;

/** A 404 that speaks of the lease and not of the machine, which only the API's words tell apart. */
const isNoLease = (error: unknown): boolean => isApiError(error) && error.kind === 'not-found' && error.detail.includes('lease not found');

const nothingWhenNoLease = (error: unknown): undefined => {
	if (!isNoLease(error)) {
		throw error;
	}
};

const pathOf = (app: string, id: string): readonly string[] => ['apps', app, 'machines', id, 'lease'];

/** The calls about leases. */
export const createLeaseCalls = ({send}: Client): LeaseCalls => ({
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
	getLease: (app, id, options = {}) =>
		send({
			action: 'get-lease',
			scope: id,
			deed: `get the lease of machine ${id} of app ${app}`,
			method: 'GET',
			path: pathOf(app, id),
			signal: options.signal,
			read: decodeLeaseAnswer,
		}).catch(nothingWhenNoLease),
	refreshLease: (app, id, wish, options = {}) =>
		send({
			action: 'acquire-lease',
			scope: id,
			deed: `refresh the lease of machine ${id} of app ${app}`,
			method: 'POST',
			path: pathOf(app, id),
			body: {ttl: wish.ttlSeconds},
			nonce: wish.nonce,
			signal: options.signal,
			read: decodeHeldLease,
		}),
	async releaseLease(app, id, nonce, options = {}) {
		await send({
			action: 'release-lease',
			scope: id,
			deed: `release the lease of machine ${id} of app ${app}`,
			method: 'DELETE',
			path: pathOf(app, id),
			nonce,
			signal: options.signal,
			read: readAcknowledgement,
		}).catch(nothingWhenNoLease);
	},
});
