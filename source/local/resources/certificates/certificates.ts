import {Fault, refusal} from '../../fleet/fault.ts';
import type {State} from '../../state/collection.ts';
import {createAppCollection} from '../shared/app-collection.ts';
import type {CustomCertificate} from './custom-certificate.ts';

/** A host name of an app and the certificates that it has. */
export type CertificateRecord = {
	readonly app: string;
	readonly hostname: string;
	/** When a certificate was asked of the ACME authority; undefined when none is wanted. */
	readonly acmeRequestedAtMs: number | undefined;
	readonly custom: CustomCertificate | undefined;
	/** From then on the name's DNS counts as set up. Never for names below `.invalid`. */
	readonly validAtMs: number;
	readonly createdAtMs: number;
	readonly updatedAtMs: number;
};

/** How long it takes until the DNS of a new host name counts as set up, in ms, at speed 1. */
const validationMs = 5000;

const hostName = /^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

const invalid = (message: string): Fault => new Fault(422, {error: `Validation failed: ${message}`});

/** The certificates of all apps. Nothing is looked up: names become valid by themselves after some seconds, those below `.invalid` never do. */
export type Certificates = {
	readonly of: (app: string) => readonly CertificateRecord[];
	/** Throws a 404 Fault when the app has no such host name. */
	readonly find: (app: string, hostname: string) => CertificateRecord;
	/** Throws a 422 Fault for a name that is none, or that has such a certificate already. */
	readonly requestAcme: (app: string, hostname: string) => CertificateRecord;
	readonly putCustom: (app: string, hostname: string, custom: CustomCertificate) => CertificateRecord;
	readonly dropAcme: (app: string, hostname: string) => CertificateRecord;
	readonly dropCustom: (app: string, hostname: string) => CertificateRecord;
	readonly delete: (app: string, hostname: string) => void;
	readonly forget: (app: string) => void;
};

/** A host name in lower case. Throws a 422 Fault when it is none. */
export const requireHostname = (word: string): string => {
	const hostname = word.toLowerCase();
	if (hostname.length > 253 || !hostName.test(hostname)) {
		throw invalid('Hostname is invalid');
	}

	return hostname;
};

export const isValid = ({hostname, validAtMs}: CertificateRecord, nowMs: number): boolean =>
	!hostname.endsWith('.invalid') && nowMs >= validAtMs;

export const createCertificates = (state: State, now: () => number, speed: number): Certificates => {
	const records = createAppCollection(state.collection<CertificateRecord>('certificate'), ({hostname}) => hostname);

	const put = (record: CertificateRecord): CertificateRecord => {
		records.put(record.hostname, record);
		return record;
	};

	const find = (app: string, hostname: string): CertificateRecord => {
		const record = records.get(app, hostname.toLowerCase());
		if (record === undefined) {
			throw refusal('not_found', 'certificate not found');
		}

		return record;
	};

	const change = (app: string, hostname: string, changes: Partial<CertificateRecord>): CertificateRecord => {
		const nowMs = now();
		const none = {acmeRequestedAtMs: undefined, custom: undefined, validAtMs: nowMs + validationMs / speed, createdAtMs: nowMs};
		return put({app, hostname, ...none, ...records.get(app, hostname), updatedAtMs: nowMs, ...changes});
	};

	return {
		of: records.of,
		find,
		requestAcme(app, word) {
			const hostname = requireHostname(word);
			if (records.get(app, hostname)?.acmeRequestedAtMs !== undefined) {
				throw invalid('Hostname already exists on app');
			}

			return change(app, hostname, {acmeRequestedAtMs: now()});
		},
		putCustom: (app, hostname, custom) => change(app, hostname, {custom}),
		dropAcme: (app, hostname) => change(app, find(app, hostname).hostname, {acmeRequestedAtMs: undefined}),
		dropCustom: (app, hostname) => change(app, find(app, hostname).hostname, {custom: undefined}),
		delete: (app, hostname) => records.delete(app, find(app, hostname).hostname),
		forget: records.forget,
	};
};
