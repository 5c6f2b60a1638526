/** The kinds of addresses that the API assigns. */
export const ipTypes = ['v4', 'v6', 'shared_v4', 'private_v6', 'egress_v4', 'egress_v6', 'egress_pair'] as const;

export type IpType = (typeof ipTypes)[number];

/** An address of an app. */
export type IpAssignment = {
	readonly ip: string;
	readonly region: string;
	readonly serviceName: string;
	readonly shared: boolean;
	/** True for an address that an app's own connections come from. */
	readonly egress: boolean;
	readonly createdAtMs: number | undefined;
};
