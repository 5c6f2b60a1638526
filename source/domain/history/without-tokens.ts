/** What looks like a token of Fly.io, and what stands after a word for a credential. */
const tokens = /f(?:m\d[a-z]?|o\d)_[\w+/=.,-]+/g;
const credentials = /\b(bearer|flyv1|basic)\s+[\w+/=.,~-]{8,}/gi;

/** A text from outside for the disk: without what looks like a credential, and not longer than `limit` UTF-16 units. */
export const withoutTokens = (text: string, limit = 500): string =>
	text.replace(tokens, '[secret]').replace(credentials, '$1 [secret]').slice(0, limit);
