import type {Json, JsonObject} from '../../domain/json.ts';
import type {
	Certificate,
	CertificateSummary,
	DnsRequirements,
	IssuedCertificate,
	ValidationProblem,
} from '../../domain/resources/certificate.ts';
import type {Listed} from '../../domain/resources/listed.ts';
import {decodeListed} from './listed.ts';
import {filledText, object, objects, text, texts, timeMs} from './values.ts';

const decodeSummary = (certificate: JsonObject): CertificateSummary | undefined => {
	const hostname = filledText(certificate.hostname);
	return hostname === undefined
		? undefined
		: {
				hostname,
				status: text(certificate.status) ?? '',
				configured: certificate.configured === true,
				acmeRequested: certificate.acme_requested === true,
				hasFlyCertificate: certificate.has_fly_certificate === true,
				hasCustomCertificate: certificate.has_custom_certificate === true,
				dnsProvider: text(certificate.dns_provider) ?? '',
				createdAtMs: timeMs(certificate.created_at),
				updatedAtMs: timeMs(certificate.updated_at),
			};
};

/** A page of certificates. */
export const decodeCertificateList = (body: Json, app: string): Listed<CertificateSummary> | undefined =>
	decodeListed(object(body)?.certificates, {name: `certificate of app ${app}`, key: 'hostname', read: decodeSummary});

/** Whose signature it is: of a certificate of the platform only what was issued tells. */
const issuerOf = (entry: JsonObject): string => filledText(entry.issuer) ?? text(objects(entry.issued)[0]?.certificate_authority) ?? '';

const decodeIssued = (entry: JsonObject): IssuedCertificate => ({
	source: text(entry.source) ?? '',
	status: text(entry.status) ?? '',
	issuer: issuerOf(entry),
	createdAtMs: timeMs(entry.created_at),
	expiresAtMs: timeMs(entry.expires_at),
});

const decodeRequirements = (requirements: JsonObject | undefined): DnsRequirements => {
	const challenge = object(requirements?.acme_challenge);
	const ownership = object(requirements?.ownership);
	return {
		a: texts(requirements?.a),
		aaaa: texts(requirements?.aaaa),
		cname: text(requirements?.cname) ?? '',
		acmeChallenge: {name: text(challenge?.name) ?? '', target: text(challenge?.target) ?? ''},
		ownership: {
			name: text(ownership?.name) ?? '',
			appValue: text(ownership?.app_value) ?? '',
			organizationValue: text(ownership?.org_value) ?? '',
		},
	};
};

const decodeProblem = (problem: JsonObject): ValidationProblem => ({
	code: text(problem.code) ?? '',
	message: text(problem.message) ?? '',
	remediation: text(problem.remediation) ?? '',
	atMs: timeMs(problem.timestamp),
});

/** A host name with its certificates; undefined for anything without a host name. */
export const decodeCertificate = (body: Json): Certificate | undefined => {
	const certificate = object(body);
	const hostname = filledText(certificate?.hostname);
	if (certificate === undefined || hostname === undefined) {
		return undefined;
	}

	return {
		hostname,
		status: text(certificate.status) ?? '',
		configured: certificate.configured === true,
		acmeRequested: certificate.acme_requested === true,
		dnsProvider: text(certificate.dns_provider) ?? '',
		rateLimitedUntilMs: timeMs(certificate.rate_limited_until),
		certificates: objects(certificate.certificates).map(decodeIssued),
		dnsConfigured: object(certificate.validation)?.dns_configured === true,
		requirements: decodeRequirements(object(certificate.dns_requirements)),
		problems: objects(certificate.validation_errors).map(decodeProblem),
	};
};
