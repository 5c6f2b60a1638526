import {isTerminal} from '../lifecycle.ts';
import type {Machine} from '../machine.ts';
import type {Fleet} from '../merge-fleet.ts';
import type {OrganizationMachine} from './organization-machine.ts';

/** How much older than the newest change a change may be that is not listed yet: clocks of hosts differ, and news takes its time; in ms. */
const overlapMs = 60_000;

/** Whether a machine as the list of an organization tells of it is another one than that which is known. */
const isNews = (told: OrganizationMachine, known: Machine | undefined): boolean => {
	if (known === undefined) {
		return !isTerminal(told.state);
	}

	const laterMs = told.updatedAtMs === undefined || known.updatedAtMs === undefined ? 0 : told.updatedAtMs - known.updatedAtMs;
	if (laterMs !== 0) {
		return laterMs > 0;
	}

	const isOtherInstance = told.instanceId !== undefined && known.instanceId !== undefined && told.instanceId !== known.instanceId;
	return isOtherInstance || told.state !== known.state;
};

/** The apps of which the list of their organization knows more than is shown. It lags behind: what it tells of an earlier time is no news. */
export const appsWithNews = (fleet: Fleet, told: readonly OrganizationMachine[]): ReadonlySet<string> =>
	new Set(told.filter(machine => isNews(machine, fleet.get(machine.id))).map(({app}) => app));

/** When the newest of some machines changed, in ms, or `sinceMs` where that is later; undefined where nothing tells. */
export const newestChangeMs = (machines: Iterable<Pick<Machine, 'updatedAtMs'>>, sinceMs?: number): number | undefined => {
	let newestMs = sinceMs;
	for (const {updatedAtMs} of machines) {
		newestMs = updatedAtMs === undefined ? newestMs : Math.max(newestMs ?? updatedAtMs, updatedAtMs);
	}

	return newestMs;
};

/** From when on changes are to be listed, in ms, where the newest that was seen is so old. One that is to come must not hide those before it. */
export const listChangesAfterMs = (newestMs: number, nowMs: number): number => Math.min(newestMs, nowMs) - overlapMs;
