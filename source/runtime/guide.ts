import type {Api} from '../api/api.ts';
import type {Clock} from '../domain/clock.ts';
import {appsWithNews, listChangesAfterMs, newestChangeMs} from '../domain/resources/organization-changes.ts';
import type {State} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import {awayDelayMs, isAway, nextDelayMs} from './cadence.ts';
import {createReadLoop, type ReadLoop} from './read-loop.ts';

export type GuideOptions = {
	readonly api: Pick<Api, 'listOrganizationMachines'>;
	readonly store: Store;
	readonly clock: Clock;
	readonly random: () => number;
	readonly organization: string;
	readonly intervalMs: number | undefined;
	/** Is given the apps of which more is known than is shown, after each answer. */
	readonly found: (apps: ReadonlySet<string>) => void;
	/** Is called when the guide cannot tell any more what changes. */
	readonly lost: () => void;
	readonly onRecovery: () => void;
};

export type Guide = Omit<ReadLoop, 'hurry'> & {
	/** Whether the last answer told of everything that had changed. */
	readonly isSure: () => boolean;
};

const isEveryAppRead = ({feeds}: State): boolean =>
	[...feeds.values()].every(({answeredAtMs, failure}) => answeredAtMs !== undefined || failure !== undefined);

/**
Asks one list for what changed in all apps of an organization, to find those that are worth a read. It shows nothing of that itself: the list knows no
events, checks, hosts and leases. Where it fails nobody is told, since nothing is lost but time.
*/
export const createGuide = ({api, store, clock, random, organization, intervalMs, found, lost, onRecovery}: GuideOptions): Guide => {
	/** When the newest change that was seen happened, in ms. */
	let newestMs: number | undefined;
	let isSure = false;

	const become = (isSureNow: boolean): void => {
		const isLost = isSure && !isSureNow;
		isSure = isSureNow;
		if (isLost) {
			lost();
		}
	};

	const ask = async (signal: AbortSignal): Promise<void> => {
		// Where apps were never read it would tell of all that they have.
		if (newestMs === undefined && !isEveryAppRead(store.getState())) {
			return;
		}

		newestMs ??= newestChangeMs(store.getState().fleet.values());
		const updatedAfterMs = newestMs === undefined ? undefined : listChangesAfterMs(newestMs, clock.now());
		const {items, issues, errorRegions} = await api.listOrganizationMachines(organization, {updatedAfterMs, includeDeleted: true, signal});
		if (signal.aborted) {
			return;
		}

		found(appsWithNews(store.getState().fleet, items));
		const isWhole = issues.length === 0 && errorRegions.length === 0;
		if (isWhole) {
			newestMs = newestChangeMs(items, newestMs);
		}

		become(isWhole);
	};

	const loop = createReadLoop({
		store,
		clock,
		async read(signal) {
			try {
				await ask(signal);
			} catch (error) {
				if (!signal.aborted) {
					become(false);
				}

				throw error;
			}

			const usualMs = nextDelayMs({isBusy: false, failures: 0, retryAfterMs: undefined, intervalMs}, random);
			return isAway(store.getState()) ? awayDelayMs(usualMs) : usualMs;
		},
		delayMsAfter: (failures, retryAfterMs) => nextDelayMs({isBusy: false, failures, retryAfterMs, intervalMs}, random),
		onRecovery,
	});

	return {nudge: loop.nudge, retry: loop.retry, stop: loop.stop, isSure: () => isSure};
};
