/** An app of an organization. Fields that the API left out are undefined. */
export type App = {
	readonly id: string;
	readonly name: string;
	readonly status: string;
	readonly organizationSlug: string | undefined;
	readonly machineCount: number | undefined;
};
