import type {Json} from '../json.ts';

/** What a recording says of itself: what the screen needs to do the same again. */
export type RecordingHeader = {
	/** The version of the flydeck that wrote it. */
	readonly flydeck: string;
	readonly startedAtMs: number;
	readonly isLocal: boolean;
	/** The address of the API, for sentences: a replay asks nobody. */
	readonly baseUrl: string;
	readonly organization: string;
	/** The apps that were chosen; none means all of the organization. */
	readonly apps: readonly string[];
	readonly intervalMs: number | undefined;
};

/** A body without its secrets: JSON, or a text that is none. */
export type RecordedBody = {readonly json: Json} | {readonly text: string};

export type RecordedOutcome =
	| {readonly kind: 'answer'; readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: RecordedBody}
	/** The connection failed, with the code and the message of the error. */
	| {readonly kind: 'failure'; readonly code: string; readonly message: string}
	/** Nothing came for as long as somebody waited. */
	| {readonly kind: 'silence'};

/** A request and what came of it. */
export type RecordedExchange = {
	readonly method: string;
	/** Path and query of the URL. */
	readonly path: string;
	/** Since the recording began, in ms. */
	readonly askedMs: number;
	readonly answeredMs: number;
	readonly outcome: RecordedOutcome;
};

export type Recording = {
	readonly header: RecordingHeader;
	/** In the order of their answers. */
	readonly exchanges: readonly RecordedExchange[];
	/** Whether the last line breaks off, as when the recorder was killed. */
	readonly isCut: boolean;
};

/** When the last answer came, in ms since the beginning. */
export const lengthMsOf = ({exchanges}: Pick<Recording, 'exchanges'>): number =>
	exchanges.reduce((longest, {answeredMs}) => Math.max(longest, answeredMs), 0);

export const bodyTextOf = (body: RecordedBody): string => ('json' in body ? JSON.stringify(body.json) : body.text);
