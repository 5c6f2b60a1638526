/** The races of the API that a client must survive, and how long each lasts, in ms, at speed 1. Zero: it does not happen. */
export type Realism = {
	/** How long an image takes to come: the machine stays `created`. Drawn between the two for each machine; with zero for both it is there at once. */
	readonly pullMs: readonly [least: number, most: number];
	/** How long a machine that is not to be launched stays `created`, once its image is there, before it is `stopped`. */
	readonly unlaunchedMs: number;
	/** How long Get Machine answers 404 after a create. */
	readonly hiddenMs: number;
	/** How long a start is refused, `machine still active`, after `stopped` shows. */
	readonly stillActiveMs: number;
	/** How long a start is accepted and dropped after an update. */
	readonly deafMs: number;
	/** How long the API still answers for a destroyed machine, before its 404. */
	readonly rememberedMs: number;
	/** How long other nodes do not know a new app: they answer 404, or 401, to whoever does not send the affinity cookie. */
	readonly unknownAppMs: number;
	/** How long a call that the host of a machine has to answer waits for one that does not, before its 408. */
	readonly hostTimeoutMs: number;
};

/** How real the races are: none at all, those that are usual, or every one that is known, and long. */
export type RealismLevel = 'none' | 'typical' | 'hostile';

export const realisms: Readonly<Record<RealismLevel, Realism>> = {
	none: {
		pullMs: [0, 0],
		unlaunchedMs: 0,
		hiddenMs: 0,
		stillActiveMs: 0,
		deafMs: 0,
		rememberedMs: 8000,
		unknownAppMs: 0,
		hostTimeoutMs: 0,
	},
	typical: {
		pullMs: [1000, 5000],
		unlaunchedMs: 60_000,
		hiddenMs: 500,
		stillActiveMs: 2000,
		deafMs: 0,
		rememberedMs: 8000,
		unknownAppMs: 2000,
		hostTimeoutMs: 5000,
	},
	hostile: {
		pullMs: [5000, 70_000],
		unlaunchedMs: 5000,
		hiddenMs: 3000,
		stillActiveMs: 8000,
		deafMs: 5000,
		rememberedMs: 20_000,
		unknownAppMs: 20_000,
		hostTimeoutMs: 30_000,
	},
};
