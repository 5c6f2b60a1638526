import type {Api, Calls} from '../api/api.ts';
import type {CurlAct} from '../domain/curl-acts.ts';
import {isOneCall, type OneCallOrder, type Order, verbs} from '../domain/verbs.ts';
import type {Target} from '../store/state.ts';
import {sendOrder} from './requests.ts';

/** Stands for the nonce of a lease: the command names a variable of the shell in its place. */
const nonce = 'nonce';
const ttlSeconds = 120;

const otherCalls: Readonly<Record<Exclude<CurlAct, OneCallOrder['verb']>, (calls: Calls, target: Target) => unknown>> = {
	read: (calls, {app, id}) => calls.getMachine(app, id),
	'look-at-lease': (calls, {app, id}) => calls.getLease(app, id),
	'acquire-lease': (calls, {app, id}) => calls.acquireLease(app, id, {ttlSeconds, description: 'held by hand'}),
	'refresh-lease': (calls, {app, id}) => calls.refreshLease(app, id, {ttlSeconds, nonce}),
	'release-lease': (calls, {app, id}) => calls.releaseLease(app, id, nonce),
};

const isVerb = (act: CurlAct): act is OneCallOrder['verb'] => act in verbs;

/** The command that does what an order does, with the nonce of a lease where this flydeck holds one. It holds neither token nor nonce. Undefined where no single call does it. */
export const curlOfOrder = (api: Api, target: Target, order: Order, isLeased: boolean): string | undefined =>
	isOneCall(order) ? api.curlOf(calls => sendOrder(calls, target, order, isLeased ? {nonce} : {})) : undefined;

/** The same for any call about one machine. */
export const curlOfAct = (api: Api, target: Target, act: CurlAct, isLeased: boolean): string | undefined =>
	isVerb(act) ? curlOfOrder(api, target, {verb: act}, isLeased) : api.curlOf(calls => otherCalls[act](calls, target));
