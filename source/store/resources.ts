import type {ResourceOrder, ResourceTarget} from '../domain/resources/orders.ts';
import type {ResourceKind, Row} from '../domain/resources/table.ts';
import type {Ask, Outage} from './state.ts';

/** One list of the API: the apps of the organization, or what an app or a volume has of a kind. */
export type ResourceSource = {
	readonly kind: ResourceKind;
	/** Empty for the apps themselves. */
	readonly app: string;
	readonly volumeId: string | undefined;
};

/** What is known of one list. */
export type ResourceFeed = {
	readonly rows: readonly Row[];
	/** When the newest answer was asked for, in ms; undefined before the first. */
	readonly answeredAtMs: number | undefined;
	readonly failure: Outage | undefined;
	/** What could not be read in the newest answer, in words. */
	readonly issues: readonly string[];
};

/** How long after an answer a list is read again while it is shown, in ms. */
export const listAgainMs = 15_000;

export type ResourceFeeds = ReadonlyMap<string, ResourceFeed>;

export const emptyFeed: ResourceFeed = {rows: [], answeredAtMs: undefined, failure: undefined, issues: []};

export const sourceKey = ({kind, app, volumeId}: ResourceSource): string => [kind, app, volumeId ?? ''].join('/');

/** A list in a few words: `the volumes of app web`. */
export const sourceInWords = ({kind, app, volumeId}: ResourceSource): string => {
	if (kind === 'apps') {
		return 'the list of apps';
	}

	return volumeId === undefined ? `the ${kind} of app ${app}` : `the ${kind} of volume ${volumeId}`;
};

/** An order to something that is no machine, while it waits for its confirmation. */
export type ResourceConfirmation = {
	readonly order: ResourceOrder;
	/** What it will reach, as it was when the dialog opened. */
	readonly targets: readonly ResourceTarget[];
	/** What it leaves out, a sentence each. */
	readonly skipped: readonly string[];
	/** How many of the marked rows the filter hides. */
	readonly hidden: number;
	readonly ask: Ask;
};

export type ConfirmResourceMode = {
	readonly kind: 'confirm-resource';
	readonly confirmation: ResourceConfirmation;
	readonly typed: string;
	/** Whether marks that the filter hides were seen and are meant. */
	readonly isHiddenAccepted: boolean;
};
