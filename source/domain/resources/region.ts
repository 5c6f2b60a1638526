/** A region of the platform, by the code that machines are placed with. */
export type Region = {
	readonly code: string;
	readonly name: string;
	/** The part of the world, such as `europe`. */
	readonly geoRegion: string;
	readonly latitude: number | undefined;
	readonly longitude: number | undefined;
	readonly requiresPaidPlan: boolean;
	readonly deprecated: boolean;
};
