import type {Api} from '../api/api.ts';
import {isApiError} from '../api/errors.ts';
import type {Clock} from '../domain/clock.ts';
import {printable} from '../domain/text.ts';
import {errorInWords} from '../runtime/failure.ts';
import {againWhenLimited} from '../runtime/limited.ts';

/** Everything of a kind that could be read, and in words what could not. */
export type ReadingOf<Item> = {
	readonly items: readonly Item[];
	readonly issues: readonly string[];
	readonly failures: readonly string[];
	readonly isUnauthorized: boolean;
};

/** Where is read: some apps, or all of an organization where none is named. */
export type Place = {
	readonly api: Api;
	readonly apps: readonly string[];
	readonly organization: string;
	readonly clock: Clock;
};

type Read<Item> = (app: string) => Promise<Pick<ReadingOf<Item>, 'items' | 'issues'>>;

const never = new AbortController().signal;

const failed = (error: unknown): ReadingOf<never> => ({
	items: [],
	issues: [],
	failures: [errorInWords(error)],
	isUnauthorized: isApiError(error) && error.kind === 'unauthorized',
});

/** Reads something that no app stands above, once. */
export const readOnce = async <Item>({clock}: Pick<Place, 'clock'>, read: Read<Item>, app = ''): Promise<ReadingOf<Item>> => {
	try {
		return {...(await againWhenLimited(clock, never, () => read(app))), failures: [], isUnauthorized: false};
	} catch (error) {
		return failed(error);
	}
};

/** Reads something of some apps, or of all of an organization, once. An app that cannot be read does not hide the others. */
export const readApps = async <Item>(place: Place, read: Read<Item>): Promise<ReadingOf<Item>> => {
	const {api, apps, organization, clock} = place;
	try {
		const names =
			apps.length > 0 ? apps : (await againWhenLimited(clock, never, () => api.listApps(organization))).map(({name}) => name).sort();
		if (names.length === 0) {
			// The API answers alike for an organization without apps, one that there is not, and one that the token may not see.
			const failures = [`The organization ${printable(organization)} has no apps that this token can see.`];
			return {items: [], issues: [], failures, isUnauthorized: false};
		}

		const readings = await Promise.all(names.map(app => readOnce(place, read, app)));
		return {
			items: readings.flatMap(({items}) => items),
			issues: readings.flatMap(({issues}) => issues),
			failures: readings.flatMap(({failures}) => failures),
			isUnauthorized: readings.some(({isUnauthorized}) => isUnauthorized),
		};
	} catch (error) {
		return failed(error);
	}
};
