import type {Clock} from '../../source/domain/clock.ts';
import type {JsonObject} from '../../source/domain/json.ts';
import type {LocalApiOptions} from '../../source/local/local-api.ts';
import {createFastClock} from './flow-clock.ts';
import {type Call, startTestApi} from './local-server.ts';

export const flowApp = 'web';

const machines = `/v1/apps/${flowApp}/machines`;

export type FlowServer = {
	readonly url: string;
	readonly port: number;
	readonly clock: Clock;
	/** Calls the server past flydeck, as somebody else with curl. */
	readonly call: Call;
	/** Runs a machine of the app `web` and answers its id once it is in the state. */
	readonly launch: (config?: JsonObject, options?: {readonly name?: string; readonly until?: string}) => Promise<string>;
	/** Does something to a machine as somebody else would: `start`, `stop` or `lease`. */
	readonly post: (id: string, what: string, body?: JsonObject) => ReturnType<Call>;
	readonly waitFor: (id: string, state: string) => ReturnType<Call>;
	/** The requests that would change a machine, as `POST …/stop`. */
	readonly writes: () => readonly string[];
	readonly close: () => Promise<void>;
};

/** A local Machines API with an app `web`, on a clock that runs ten times as fast as the real one. */
export const startFlowServer = async (options: Partial<LocalApiOptions> = {}): Promise<FlowServer> => {
	const clock = options.clock ?? createFastClock(10);
	const lines: string[] = [];
	const {api, call} = await startTestApi({clock, speed: 10, log: line => lines.push(line), ...options});
	const createApp = () => call('POST', '/v1/apps', {app_name: flowApp, org_slug: 'personal'});
	// A connection that was kept to the server that had this port before fails once.
	await createApp().catch(createApp);
	const waitFor = (id: string, state: string) => call('GET', `${machines}/${id}/wait?state=${state}&timeout=60`);
	return {
		url: api.url,
		port: api.port,
		clock,
		call,
		async launch(config = {}, {name, until = 'started'} = {}) {
			const {body} = await call('POST', machines, {...(name === undefined ? {} : {name}), config: {image: 'nginx', ...config}});
			const id = String(body.id);
			await waitFor(id, until);
			return id;
		},
		post: (id, what, body) => call('POST', `${machines}/${id}/${what}`, body),
		waitFor,
		writes: () => lines.filter(line => /\b(?:POST|DELETE)\b.*\/machines\/\w+/.test(line)),
		close: api.close,
	};
};
