import type {Certificate, CertificateSummary} from '../domain/resources/certificate.ts';
import type {Listed} from '../domain/resources/listed.ts';
import type {CallOptions} from './api.ts';
import type {Client} from './client.ts';
import {decodeCertificate, decodeCertificateList} from './decode/certificate.ts';
import {joinPages, readPage, readPages} from './pages.ts';
import {readAcknowledgement} from './requests.ts';

export type CertificateCalls = {
	/** All host names of an app that have certificates or wait for one. */
	readonly listCertificates: (app: string, options?: CallOptions) => Promise<Listed<CertificateSummary>>;
	readonly getCertificate: (app: string, hostname: string, options?: CallOptions) => Promise<Certificate>;
	/** Has the platform get a certificate for a host name, which then needs the DNS records that the answer names. */
	readonly addAcmeCertificate: (app: string, hostname: string, options?: CallOptions) => Promise<Certificate>;
	/** Has the DNS of a host name looked at again, and answers what is wrong with it. */
	readonly checkCertificate: (app: string, hostname: string, options?: CallOptions) => Promise<Certificate>;
	/** Deletes a host name with all its certificates. */
	readonly deleteCertificate: (app: string, hostname: string, options?: CallOptions) => Promise<void>;
};

/** The largest page that the API gives. */
const pageSize = '500';

/** The calls about certificates. */
export const createCertificateCalls = ({send}: Client): CertificateCalls => ({
	async listCertificates(app, options = {}) {
		const {pages, isWhole} = await readPages(cursor =>
			send({
				action: 'list-certificates',
				scope: app,
				deed: `list the certificates of app ${app}`,
				method: 'GET',
				path: ['apps', app, 'certificates'],
				query: {limit: pageSize, cursor},
				signal: options.signal,
				read: body => readPage(body, decodeCertificateList(body, app)),
			}),
		);
		return joinPages(pages, isWhole, `the list of certificates of app ${app}`);
	},
	getCertificate: (app, hostname, options = {}) =>
		send({
			action: 'get-certificate',
			scope: app,
			deed: `get the certificate for ${hostname} of app ${app}`,
			method: 'GET',
			path: ['apps', app, 'certificates', hostname],
			signal: options.signal,
			read: decodeCertificate,
		}),
	addAcmeCertificate: (app, hostname, options = {}) =>
		send({
			action: 'add-acme-certificate',
			scope: app,
			deed: `add a certificate for ${hostname} to app ${app}`,
			method: 'POST',
			path: ['apps', app, 'certificates', 'acme'],
			body: {hostname},
			signal: options.signal,
			read: decodeCertificate,
		}),
	checkCertificate: (app, hostname, options = {}) =>
		send({
			action: 'check-certificate',
			scope: app,
			deed: `check the certificate for ${hostname} of app ${app}`,
			method: 'POST',
			path: ['apps', app, 'certificates', hostname, 'check'],
			signal: options.signal,
			read: decodeCertificate,
		}),
	async deleteCertificate(app, hostname, options = {}) {
		await send({
			action: 'delete-certificate',
			scope: app,
			deed: `delete the certificate for ${hostname} of app ${app}`,
			method: 'DELETE',
			path: ['apps', app, 'certificates', hostname],
			signal: options.signal,
			read: readAcknowledgement,
		});
	},
});
