export type Placement = {readonly region: string; readonly count: number; readonly concurrency: number};

/** How many machines an organisation may have in a region: this computer has no such limit, so that any number would do. */
const limitPerRegion = 50;

/**
Where so many machines would go: all into the region that is liked best, or, when they are to be spread, one by one over all of them.
A count of 0 asks for the limit of each region instead.
*/
export const place = ({
	candidates,
	count,
	spreads,
}: {
	/** In the order of taste. */
	readonly candidates: readonly string[];
	readonly count: number;
	readonly spreads: boolean;
}): readonly Placement[] => {
	if (count === 0) {
		return candidates.map(region => ({region, count: limitPerRegion, concurrency: limitPerRegion}));
	}

	const used = spreads ? candidates.slice(0, count) : candidates.slice(0, 1);
	return used.map((region, index) => ({
		region,
		count: Math.floor(count / used.length) + (index < count % used.length ? 1 : 0),
		concurrency: 1,
	}));
};
