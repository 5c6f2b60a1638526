/** A field that holds a value and not an object. */
const scalar = 'Scalar';

/** The objects of the API that this server answers, their fields, and the type of each: a small part of what api.fly.io has. */
export const types: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	Query: {
		viewer: 'Viewer',
		organizations: 'OrganizationConnection',
		organization: 'Organization',
		app: 'App',
		machine: 'Machine',
		platform: 'Platform',
	},
	/** Either of the two that follow: nothing can be asked of it without saying of which. */
	Viewer: {},
	User: {id: scalar, email: scalar, name: scalar},
	Macaroon: {email: scalar},
	OrganizationConnection: {nodes: 'Organization'},
	Organization: {
		id: scalar,
		slug: scalar,
		rawSlug: scalar,
		name: scalar,
		type: scalar,
		paidPlan: scalar,
		billable: scalar,
		viewerRole: scalar,
		internalNumericId: scalar,
	},
	App: {
		id: scalar,
		name: scalar,
		hostname: scalar,
		organization: 'Organization',
		releases: 'ReleaseConnection',
		releasesUnprocessed: 'ReleaseConnection',
		currentRelease: 'Release',
		currentReleaseUnprocessed: 'Release',
	},
	ReleaseConnection: {nodes: 'Release'},
	Release: {
		id: scalar,
		version: scalar,
		description: scalar,
		reason: scalar,
		status: scalar,
		imageRef: scalar,
		stable: scalar,
		user: 'User',
		createdAt: scalar,
	},
	Machine: {id: scalar, name: scalar, state: scalar, region: scalar, app: 'App'},
	Platform: {requestRegion: scalar, regions: 'Region'},
	Region: {code: scalar, name: scalar, latitude: scalar, longitude: scalar, gatewayAvailable: scalar, requiresPaidPlan: scalar},
};

/** The type of a field, or undefined for a field that the type does not have. */
export const fieldTypeOf = (type: string, name: string): string | undefined => {
	const fields = types[type] ?? {};
	return Object.hasOwn(fields, name) ? fields[name] : undefined;
};

export const isScalar = (type: string): boolean => type === scalar;
