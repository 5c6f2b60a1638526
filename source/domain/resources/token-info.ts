/** What a token is good for. A token without apps reaches all apps of its organization. */
export type TokenInfo = {
	readonly tokenId: string;
	/** The e-mail address of the person, if it is one's. */
	readonly user: string | undefined;
	readonly organization: string;
	readonly organizationSlug: string | undefined;
	readonly apps: readonly string[];
	/** The machine that alone may use it, or that it was made for. */
	readonly restrictedToMachine: string | undefined;
	readonly sourceMachineId: string | undefined;
};
