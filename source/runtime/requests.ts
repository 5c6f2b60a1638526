import type {CallOptions, Calls, LeaseHolder} from '../api/api.ts';
import type {CreateInput} from '../domain/config/form.ts';
import type {Machine} from '../domain/machine.ts';
import type {OneCallOrder} from '../domain/verbs.ts';
import type {MetadataChange} from '../store/metadata.ts';
import type {Target} from '../store/state.ts';

type Send = (api: Calls, target: Pick<Target, 'app' | 'id'>, order: OneCallOrder, holder: LeaseHolder) => Promise<unknown>;

const defaultSignal = 'SIGTERM';

const requests: Readonly<Record<OneCallOrder['verb'], Send>> = {
	start: (api, {app, id}, _order, holder) => api.startMachine(app, id, holder),
	stop: (api, {app, id}, {signal, timeoutSeconds}, holder) =>
		api.stopMachine(app, id, {...holder, stopSignal: signal, stopTimeoutSeconds: timeoutSeconds}),
	suspend: (api, {app, id}, _order, holder) => api.suspendMachine(app, id, holder),
	restart: (api, {app, id}, {signal, timeoutSeconds}, holder) =>
		api.restartMachine(app, id, {...holder, stopSignal: signal, stopTimeoutSeconds: timeoutSeconds}),
	signal: (api, {app, id}, order, holder) => api.signalMachine(app, id, order.signal ?? defaultSignal, holder),
	cordon: (api, {app, id}, _order, holder) => api.cordonMachine(app, id, holder),
	uncordon: (api, {app, id}, _order, holder) => api.uncordonMachine(app, id, holder),
	delete: (api, {app, id}, _order, holder) => api.deleteMachine(app, id, holder),
	'force-delete': (api, {app, id}, _order, holder) => api.deleteMachine(app, id, {...holder, force: true}),
};

/** Sends the one request that an order is. */
export const sendOrder: Send = (api, target, order, holder) => requests[order.verb](api, target, order, holder);

/** Sends the one request that makes a machine; answers the nonce too of the lease that it was made with, if it was. */
export const sendCreation = async (
	api: Calls,
	app: string,
	{name, region, config, skipLaunch, leaseTtlSeconds}: CreateInput,
	options: CallOptions,
): Promise<{readonly machine: Machine; readonly nonce: string | undefined}> => {
	const input = {
		...(name === undefined ? {} : {name}),
		...(region === undefined ? {} : {region}),
		config,
		...(skipLaunch === true ? {skipLaunch} : {}),
	};
	return leaseTtlSeconds === undefined
		? {machine: await api.createMachine(app, input, options), nonce: undefined}
		: api.createLeasedMachine(app, input, leaseTtlSeconds, options);
};

/** Sends the one request that sets or removes a key of the metadata. */
export const sendMetadata = (
	api: Calls,
	{app, id}: Pick<Target, 'app' | 'id'>,
	{key, value}: Pick<MetadataChange, 'key' | 'value'>,
	options: CallOptions,
): Promise<void> => (value === undefined ? api.removeMetadata(app, id, key, options) : api.setMetadata(app, id, key, value, options));
