import {type Line, labelled} from '../details/line.ts';
import type {Tone} from '../lifecycle.ts';
import {formatMoment} from '../time.ts';
import type {Certificate, CertificateSummary, DnsRequirements} from './certificate.ts';
import {ageColumn, momentInWords, type ResourceTable, textColumn} from './table.ts';

const toneOf = ({configured, status}: CertificateSummary): Tone => {
	if (configured || /^(?:active|ready|issued)$/i.test(status)) {
		return 'good';
	}

	return /fail|error|invalid|expired/i.test(status) ? 'bad' : 'busy';
};

const sourceOf = ({hasFlyCertificate, hasCustomCertificate}: CertificateSummary): string =>
	[hasFlyCertificate ? 'fly' : '', hasCustomCertificate ? 'custom' : ''].filter(text => text !== '').join('+') || '-';

/** The DNS records to set, as they are written in a zone. */
const recordLines = ({a, aaaa, cname, acmeChallenge, ownership}: DnsRequirements): readonly Line[] => [
	...a.map(address => labelled('DNS A', address)),
	...aaaa.map(address => labelled('DNS AAAA', address)),
	...(cname === '' ? [] : [labelled('DNS CNAME', cname)]),
	...(acmeChallenge.target === '' ? [] : [labelled('DNS CNAME', `${acmeChallenge.name} -> ${acmeChallenge.target}`)]),
	...(ownership.appValue === '' ? [] : [labelled('DNS TXT', `${ownership.name} -> ${ownership.appValue}`)]),
];

/** What is known of a certificate besides what its list tells: what is wrong, what was issued, and the DNS records to set. */
export const certificateLines = ({
	problems,
	certificates,
	dnsConfigured,
	requirements,
	rateLimitedUntilMs,
}: Certificate): readonly Line[] => [
	labelled('DNS', dnsConfigured ? 'as it has to be' : 'not as it has to be', dnsConfigured ? 'good' : 'bad'),
	...problems.flatMap(({message, remediation}) => [
		labelled('problem', message, 'bad'),
		...(remediation === '' ? [] : [labelled('what to do', remediation)]),
	]),
	...(rateLimitedUntilMs === undefined
		? []
		: [labelled('limited', `no certificate is issued until ${formatMoment(rateLimitedUntilMs)}`, 'bad')]),
	...certificates.map(({source, status, issuer, expiresAtMs}) =>
		labelled(
			'issued',
			`${source} ${status}${issuer === '' ? '' : ` by ${issuer}`}${expiresAtMs === undefined ? '' : `, ends ${formatMoment(expiresAtMs)}`}`,
		),
	),
	...recordLines(requirements),
];

/** The host names of an app and how their certificates stand. */
export const certificateTable: ResourceTable<'certificates'> = {
	kind: 'certificates',
	title: 'certificates',
	one: 'certificate',
	none: 'No certificates. n adds a host name.',
	idOf: ({hostname}) => hostname,
	nameOf: () => '',
	columns: [
		textColumn('hostname', 'HOST NAME', {minWidth: 16, maxWidth: 60, priority: 0}, ({hostname}) => hostname),
		textColumn('status', 'STATUS', {minWidth: 10, maxWidth: 24, priority: 0}, ({status}) => status || '-'),
		textColumn('source', 'BY', {minWidth: 4, maxWidth: 10, priority: 2}, sourceOf),
		textColumn('dns', 'DNS AT', {minWidth: 6, maxWidth: 16, priority: 3}, ({dnsProvider}) => dnsProvider || '-'),
		ageColumn('age', 'AGE', 1, ({createdAtMs}) => createdAtMs),
	],
	toneOf,
	details: (summary, {certificate, nowMs}) => [
		labelled('host name', summary.hostname),
		labelled('status', summary.status || 'unknown', toneOf(summary)),
		labelled('set up', summary.configured ? 'yes' : 'not yet'),
		labelled('by', sourceOf(summary)),
		labelled('asked for', summary.acmeRequested ? 'yes' : 'no'),
		labelled('DNS at', summary.dnsProvider || 'unknown'),
		labelled('created', momentInWords(summary.createdAtMs, nowMs)),
		labelled('updated', momentInWords(summary.updatedAtMs, nowMs)),
		...(certificate === undefined ? [] : certificateLines(certificate)),
	],
};
