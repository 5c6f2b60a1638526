import type {State, Target} from './state.ts';

/** A cordon that was meant for a time. The API knows of no such thing: flydeck reminds of its end, and no more. */
export type TimedCordon = {
	readonly target: Target;
	readonly untilMs: number;
	/** Whether the end was told. */
	readonly isTold: boolean;
};

/** The timed cordons that stand, the one that ends first, or has ended first, in front. */
export const selectTimedCordons = ({timedCordons, fleet}: Pick<State, 'timedCordons' | 'fleet'>): readonly TimedCordon[] =>
	[...timedCordons.values()]
		.filter(({target}) => fleet.get(target.id)?.cordoned === true)
		.toSorted((left, right) => left.untilMs - right.untilMs);
