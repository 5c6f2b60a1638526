import {createPrivateKey, X509Certificate} from 'node:crypto';
import {Fault} from '../../fleet/fault.ts';

/** What is kept of a certificate that was uploaded; its private key is not. */
export type CustomCertificate = {readonly issuer: string; readonly createdAtMs: number; readonly expiresAtMs: number};

const invalid = (message: string): Fault => new Fault(422, {error: `Validation failed: ${message}`});

const parse = <Parsed>(read: () => Parsed, message: string): Parsed => {
	try {
		return read();
	} catch {
		throw invalid(message);
	}
};

/** The name that a certificate gives its issuer: the common name, else the organisation. */
const issuerOf = ({issuer}: X509Certificate): string => /^CN=(.*)$/m.exec(issuer)?.[1] ?? /^O=(.*)$/m.exec(issuer)?.[1] ?? '';

/** Reads an uploaded certificate and its key, both in PEM. Throws a 422 Fault when they are none, or do not fit each other or the host. */
export const acceptCustomCertificate = (
	{hostname, fullchain, privateKey}: {readonly hostname: string; readonly fullchain: string; readonly privateKey: string},
	nowMs: number,
): CustomCertificate => {
	const certificate = parse(() => new X509Certificate(fullchain), 'fullchain is not a PEM certificate');
	const key = parse(() => createPrivateKey(privateKey), 'private_key is not a PEM private key');
	if (!certificate.checkPrivateKey(key)) {
		throw invalid('private_key does not match the certificate');
	}

	if (certificate.checkHost(hostname.replace(/^\*/, 'any')) === undefined) {
		throw invalid(`the certificate is not for ${hostname}`);
	}

	const expiresAtMs = Date.parse(certificate.validTo);
	if (expiresAtMs <= nowMs) {
		throw invalid('the certificate has expired');
	}

	return {issuer: issuerOf(certificate), createdAtMs: nowMs, expiresAtMs};
};
