import {createHash} from 'node:crypto';
import type {Json, JsonObject} from '../../../domain/json.ts';
import {rfc3339} from '../../time/rfc3339.ts';
import {type CertificateRecord, isValid} from './certificates.ts';

const dayMs = 24 * 60 * 60 * 1000;
const acmeValidDays = 90;
const dnsProvider = 'local';

/** What is around a certificate: the addresses of its app, the app's organisation, and the time. */
export type CertificateSurroundings = {readonly addresses: readonly string[]; readonly organization: string; readonly nowMs: number};

const mark = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 10);

const isV6 = (address: string): boolean => address.includes(':');

const customEntry = ({custom}: CertificateRecord, valid: boolean): readonly JsonObject[] =>
	custom === undefined
		? []
		: [
				{
					source: 'custom',
					status: valid ? 'active' : 'pending_ownership',
					created_at: rfc3339(custom.createdAtMs),
					expires_at: rfc3339(custom.expiresAtMs),
					issuer: custom.issuer,
					issued: [],
				},
			];

/** The authority issues once the name is valid, and not before it was asked. */
const flyEntry = ({acmeRequestedAtMs, validAtMs}: CertificateRecord, valid: boolean): readonly JsonObject[] => {
	if (acmeRequestedAtMs === undefined || !valid) {
		return [];
	}

	const issuedAtMs = Math.max(acmeRequestedAtMs, validAtMs);
	const expiresAt = rfc3339(issuedAtMs + acmeValidDays * dayMs);
	return [
		{
			source: 'fly',
			status: 'active',
			created_at: rfc3339(issuedAtMs),
			expires_at: expiresAt,
			issuer: null,
			issued: [{type: 'ecdsa', expires_at: expiresAt, certificate_authority: 'lets_encrypt'}],
		},
	];
};

const statusOf = ({acmeRequestedAtMs, custom}: CertificateRecord, valid: boolean): string => {
	if (valid) {
		return acmeRequestedAtMs === undefined && custom === undefined ? 'pending_ownership' : 'active';
	}

	return acmeRequestedAtMs === undefined ? 'pending_ownership' : 'pending_validation';
};

const bareName = (hostname: string): string => hostname.replace(/^\*\./, '');

const requirementsOf = ({app, hostname}: CertificateRecord, {addresses, organization}: CertificateSurroundings): JsonObject => ({
	a: addresses.filter(address => !isV6(address)),
	aaaa: addresses.filter(isV6),
	cname: `${app}.fly.dev`,
	acme_challenge: {name: `_acme-challenge.${bareName(hostname)}`, target: `${bareName(hostname)}.${mark(hostname)}.flydns.net`},
	ownership: {name: `_fly-ownership.${bareName(hostname)}`, app_value: `app-${mark(app)}`, org_value: `org-${mark(organization)}`},
});

const validationErrors = (record: CertificateRecord, valid: boolean, nowMs: number): Json =>
	valid
		? []
		: [
				{
					code: 'dns_not_configured',
					message: `no DNS records of ${record.hostname} point to the app`,
					remediation: 'add the records listed in dns_requirements',
					timestamp: rfc3339(nowMs),
				},
			];

/** A host name with its certificates. */
export const certificateOnWire = (record: CertificateRecord, around: CertificateSurroundings): JsonObject => {
	const valid = isValid(record, around.nowMs);
	return {
		hostname: record.hostname,
		configured: valid,
		acme_requested: record.acmeRequestedAtMs !== undefined,
		status: statusOf(record, valid),
		dns_provider: dnsProvider,
		rate_limited_until: null,
		certificates: [...customEntry(record, valid), ...flyEntry(record, valid)],
		validation: {dns_configured: valid, alpn_configured: valid, http_configured: valid, ownership_txt_configured: valid},
		dns_requirements: requirementsOf(record, around),
		validation_errors: [],
	};
};

/** The answer to a check: what the name's DNS would say, and what is still wrong with it. */
export const checkOnWire = (record: CertificateRecord, around: CertificateSurroundings): JsonObject => {
	const valid = isValid(record, around.nowMs);
	const addresses = valid ? around.addresses : [];
	return {
		...certificateOnWire(record, around),
		validation_errors: validationErrors(record, valid, around.nowMs),
		dns_records: {
			a: addresses.filter(address => !isV6(address)),
			aaaa: addresses.filter(isV6),
			cname: [],
			resolved_addresses: addresses,
			soa: '',
			acme_challenge_cname: '',
			ownership_txt: valid ? `app-${mark(record.app)}` : '',
		},
	};
};

/** A host name in a list. */
export const certificateSummary = (record: CertificateRecord, nowMs: number): JsonObject => {
	const valid = isValid(record, nowMs);
	return {
		hostname: record.hostname,
		status: statusOf(record, valid),
		dns_provider: dnsProvider,
		acme_dns_configured: valid,
		acme_alpn_configured: valid,
		acme_http_configured: valid,
		ownership_txt_configured: valid,
		configured: valid,
		acme_requested: record.acmeRequestedAtMs !== undefined,
		has_custom_certificate: record.custom !== undefined,
		has_fly_certificate: flyEntry(record, valid).length > 0,
		created_at: rfc3339(record.createdAtMs),
		updated_at: rfc3339(record.updatedAtMs),
	};
};
