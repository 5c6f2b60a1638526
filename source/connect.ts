import type {Api} from './api/api.ts';
import type {FarLists} from './api/far-lists.ts';
import type {Observe} from './api/observe.ts';
import type {Config} from './config.ts';
import type {LocalApiOptions} from './local/local-api.ts';
import {systemClock} from './runtime/clock.ts';

/** What the local Machines API is started with. */
export type LocalOptions = {
	readonly port: number;
	readonly scenario: 'demo' | 'empty';
	readonly seed: number;
	readonly fleet: number;
	readonly speed: number;
};

export type Connected = {
	readonly api: Api;
	readonly isLocal: boolean;
	readonly host: string;
	/** Ends the local API, if there is one. */
	readonly close: () => Promise<void>;
	/** Kills the processes of local machines at once, for the moment of exit. */
	readonly killProcesses: () => void;
};

/** What is known of the API before there is a connection with it: where a local one will be is not. */
export const placeOf = (connection: Config['connection']): Pick<Connected, 'isLocal' | 'host'> =>
	connection.kind === 'remote' ? {isLocal: false, host: new URL(connection.baseUrl).host} : {isLocal: true, host: 'starting'};

/** What of a connection may be written nowhere. */
export const secretsOf = (connection: Config['connection']): readonly string[] => (connection.kind === 'remote' ? [connection.token] : []);

/** Starts the local Machines API of this program. */
export const startLocal = async (
	options: LocalOptions & Omit<LocalApiOptions, 'clock' | 'random' | 'environment' | keyof LocalOptions>,
) => {
	const [{startLocalApi}, {createRandom}] = await Promise.all([import('./local/local-api.ts'), import('./local/random.ts')]);
	return startLocalApi({...options, clock: systemClock, random: createRandom(options.seed), environment: process.env});
};

/**
The Machines API that the configuration names: a remote one, or a local one that is started for the purpose. `observe` is told of each request, and `fetchFrom`
gives what sends them. Long lists are read with `farLists`, where that is given; it is closed with the connection.

@throws Error when the local one cannot be started
*/
export const connect = async (
	{connection, isReadOnly, protection}: Pick<Config, 'connection' | 'isReadOnly' | 'protection'>,
	localOptions: LocalOptions,
	userAgent: string,
	observe: Observe = () => {},
	fetchFrom: (place: {readonly baseUrl: string; readonly isLocal: boolean}) => typeof fetch = () => fetch,
	farLists?: FarLists,
): Promise<Connected> => {
	if (connection.kind === 'remote') {
		const {baseUrl, token} = connection;
		const send = fetchFrom({baseUrl, isLocal: false});
		const {createApi} = await import('./api/api.ts');
		const api = createApi({baseUrl, token, isReadOnly, protection, clock: systemClock, userAgent, observe, fetch: send, farLists});
		return {api, ...placeOf(connection), close: async () => farLists?.close(), killProcesses() {}};
	}

	const {createToken} = await import('./create-token.ts');
	const token = createToken();
	// The demo is for looking at: its machines keep no rate limits, of which the person would only see delays.
	const server = await startLocal({...localOptions, token, limits: false});
	const send = fetchFrom({baseUrl: server.url, isLocal: true});
	const {createApi} = await import('./api/api.ts');
	const api = createApi({
		baseUrl: server.url,
		token,
		isReadOnly,
		protection,
		clock: systemClock,
		userAgent,
		observe,
		fetch: send,
		farLists,
	});
	return {
		api,
		isLocal: true,
		host: new URL(server.url).host,
		async close() {
			farLists?.close();
			await server.close();
		},
		killProcesses: server.killProcesses,
	};
};
