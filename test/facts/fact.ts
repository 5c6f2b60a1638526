import type {LocalApiOptions} from '../../source/local/local-api.ts';
import {startTestApi} from '../helpers/local-server.ts';
import {createManualClock} from '../helpers/manual-clock.ts';

/** The proofs of what rows of the readme say, by the name of the row. */
export type Facts = Readonly<Record<string, () => Promise<void>>>;

/** A server on a clock that the test moves, with an app `web`. */
export const startApp = async (options: Partial<LocalApiOptions> = {}) => {
	const clock = createManualClock();
	const {api, call} = await startTestApi({clock, ...options});
	await call('POST', '/v1/apps', {name: 'web', org_slug: 'personal'});
	return {api, call, clock};
};

/** The statuses of so many calls, one after the other. */
export const statusesOf = async (count: number, ask: () => Promise<{readonly status: number}>): Promise<readonly number[]> => {
	const statuses: number[] = [];
	for (let asked = 0; asked < count; asked++) {
		statuses.push((await ask()).status);
	}

	return statuses;
};

/** What makes a request find the hosts of machines unreachable. */
export const unreachable = {headers: {'flydeck-fault': 'host-unreachable'}};
