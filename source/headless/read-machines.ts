import type {Api} from '../api/api.ts';
import {isApiError} from '../api/errors.ts';
import type {Clock} from '../domain/clock.ts';
import type {Machine} from '../domain/machine.ts';
import {printable} from '../domain/text.ts';
import {errorInWords} from '../runtime/failure.ts';
import {againWhenLimited} from '../runtime/limited.ts';

/** Every machine that could be read, and in words what could not. */
export type Reading = {
	readonly machines: readonly Machine[];
	readonly issues: readonly string[];
	readonly failures: readonly string[];
	readonly isUnauthorized: boolean;
};

const never = new AbortController().signal;

const nothing: Reading = {machines: [], issues: [], failures: [], isUnauthorized: false};

const failed = (error: unknown): Reading => ({
	...nothing,
	failures: [errorInWords(error)],
	isUnauthorized: isApiError(error) && error.kind === 'unauthorized',
});

const readApp = async (api: Api, app: string, clock: Clock): Promise<Reading> => {
	try {
		const {machines, issues} = await againWhenLimited(clock, never, () => api.listMachines(app));
		return {...nothing, machines, issues: issues.map(({where, problem}) => `${where}: ${problem}`)};
	} catch (error) {
		return failed(error);
	}
};

/** Reads the machines of some apps, or of all of an organization, once. An app that cannot be read does not hide the others. */
export const readMachines = async (api: Api, apps: readonly string[], organization: string, clock: Clock): Promise<Reading> => {
	try {
		const names =
			apps.length > 0 ? apps : (await againWhenLimited(clock, never, () => api.listApps(organization))).map(({name}) => name).sort();
		if (names.length === 0) {
			// The API answers alike for an organization without apps, one that there is not, and one that the token may not see.
			return {...nothing, failures: [`The organization ${printable(organization)} has no apps that this token can see.`]};
		}

		const readings = await Promise.all(names.map(app => readApp(api, app, clock)));
		return {
			machines: readings.flatMap(({machines}) => machines),
			issues: readings.flatMap(({issues}) => issues),
			failures: readings.flatMap(({failures}) => failures),
			isUnauthorized: readings.some(({isUnauthorized}) => isUnauthorized),
		};
	} catch (error) {
		return failed(error);
	}
};
