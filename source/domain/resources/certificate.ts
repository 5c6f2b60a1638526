/** A host name of an app and how its certificates stand, as a list shows it. */
export type CertificateSummary = {
	readonly hostname: string;
	readonly status: string;
	readonly configured: boolean;
	readonly acmeRequested: boolean;
	readonly hasFlyCertificate: boolean;
	readonly hasCustomCertificate: boolean;
	readonly dnsProvider: string;
	readonly createdAtMs: number | undefined;
	readonly updatedAtMs: number | undefined;
};

/** One certificate of a host name: `source` is `fly` or `custom`. */
export type IssuedCertificate = {
	readonly source: string;
	readonly status: string;
	readonly issuer: string;
	readonly createdAtMs: number | undefined;
	readonly expiresAtMs: number | undefined;
};

/** The DNS records that a host name needs; any of them may be missing from an answer. */
export type DnsRequirements = {
	readonly a: readonly string[];
	readonly aaaa: readonly string[];
	readonly cname: string;
	readonly acmeChallenge: {readonly name: string; readonly target: string};
	readonly ownership: {readonly name: string; readonly appValue: string; readonly organizationValue: string};
};

/** What is wrong with a host name, and how it is put right. */
export type ValidationProblem = {
	readonly code: string;
	readonly message: string;
	readonly remediation: string;
	readonly atMs: number | undefined;
};

/** A host name of an app with its certificates, what its DNS must say, and what is wrong with it. */
export type Certificate = {
	readonly hostname: string;
	readonly status: string;
	readonly configured: boolean;
	readonly acmeRequested: boolean;
	readonly dnsProvider: string;
	/** Until then the authority issues nothing for the name. */
	readonly rateLimitedUntilMs: number | undefined;
	readonly certificates: readonly IssuedCertificate[];
	readonly dnsConfigured: boolean;
	readonly requirements: DnsRequirements;
	readonly problems: readonly ValidationProblem[];
};
