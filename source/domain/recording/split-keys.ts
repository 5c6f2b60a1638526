import {mask} from '../config/masking.ts';
import {isJsonObject, type Json, type JsonObject} from '../json.ts';

/** So many lines of a key are masked at most when its end never comes: RSA of 16384 bits has fewer. */
const mostLines = 250;

const begin = /-----BEGIN [A-Z ]*PRIVATE KEY-----/g;
const end = /-----END [A-Z ]*PRIVATE KEY-----/g;

/** A line of a key: nothing but base64, maybe quoted, or a long word of it after what a logger puts before; or a header such as `DEK-Info:`. */
const bodyLine = /^[\s"'|>]*[\w+/=]+(?:\\[nr])*[\s"',+]*$|[A-Za-z\d+/]{32,}|^\s*(?:Proc-Type|DEK-Info):/;

const lastIndex = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].at(-1)?.index ?? -1;

/** Masks the lines of a private key that comes line by line, with others of the same source between them. */
export type KeyMasker = (source: string, line: string) => string;

export const createKeyMasker = (): KeyMasker => {
	/** How many lines of a key whose end has not come may still come, by source. */
	const open = new Map<string, number>();

	return (source, line) => {
		const begun = lastIndex(line, begin);
		const ended = lastIndex(line, end);
		const left = open.get(source) ?? 0;
		if (begun > ended) {
			open.set(source, mostLines);
			return mask;
		}

		if (ended >= 0) {
			open.delete(source);
			return mask;
		}

		if (left === 0 || !bodyLine.test(line)) {
			return line;
		}

		open.set(source, left - 1);
		return mask;
	};
};

const maskedLine = (line: Json, masker: KeyMasker): Json => {
	const attributes = isJsonObject(line) ? line.attributes : undefined;
	if (!isJsonObject(line) || !isJsonObject(attributes) || typeof attributes.message !== 'string') {
		return line;
	}

	const {message, instance} = attributes;
	return {...line, attributes: {...attributes, message: masker(String(instance ?? ''), message)}};
};

const logPath = /\/apps\/[^/]+\/logs(?:\?|$)/;

/** A page of a log without the keys that are split over its lines, and over those of the pages before; any other answer as it is. */
export const withoutSplitKeys = (body: Json, path: string, masker: KeyMasker): Json => {
	const page: JsonObject | undefined = isJsonObject(body) && logPath.test(path) ? body : undefined;
	return page !== undefined && Array.isArray(page.data) ? {...page, data: page.data.map(line => maskedLine(line, masker))} : body;
};
