import type {Json, JsonObject} from '../../domain/json.ts';
import type {LogLine, LogPage} from '../../domain/resources/log-line.ts';
import {outputLine} from './output.ts';
import {filledText, object, objects, text, timeMs} from './values.ts';

const decodeLine = (line: JsonObject): LogLine => {
	const attributes = object(line.attributes);
	const meta = object(attributes?.meta);
	const message = attributes?.message;
	return {
		id: text(line.id) ?? '',
		timestampMs: timeMs(attributes?.timestamp),
		message: typeof message === 'string' ? outputLine(message) : '',
		level: text(attributes?.level) ?? '',
		instance: filledText(attributes?.instance) ?? text(meta?.instance) ?? '',
		region: filledText(attributes?.region) ?? text(meta?.region) ?? '',
		provider: text(object(meta?.event)?.provider) ?? '',
	};
};

/** A page of a log. One without lines, or that names no place to go on from, goes on from where it was asked from. */
export const decodeLogPage = (body: Json, askedToken: string): LogPage | undefined => {
	const answer = object(body);
	const data = answer?.data;
	if (data !== null && !Array.isArray(data)) {
		return undefined;
	}

	const lines = objects(data).map(decodeLine);
	const given = filledText(object(answer?.meta)?.next_token) ?? askedToken;
	return {lines, nextToken: lines.length === 0 ? askedToken : given};
};
