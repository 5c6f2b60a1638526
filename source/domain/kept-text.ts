import {maskedText} from './config/masking.ts';

/** The key that keeps `maskedText` from taking long random characters for a secret: in a text from the API they are an id or a digest. */
const asId = 'id';

/** A text from outside as it may be written to disk: without what looks like a secret. */
export const keptText = (text: string): string => maskedText(text, asId);

/** So much of a text the journal keeps at most, in UTF-16 units. */
const longest = 500;

/** The same for the journal, which has no room for a long one. */
export const keptBriefly = (text: string): string => keptText(text).slice(0, longest);
