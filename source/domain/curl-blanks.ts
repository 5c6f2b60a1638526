/** The variable of the shell that a command has in the place of the nonce of a lease. */
export const nonceVariable = 'NONCE';

const quotedNonce = `: $${nonceVariable}"`;

/** What stands in a single-quoted word of a shell for a text that nobody may see: where the variable is empty, the shell sends nothing. */
export const blank = (variable: string): string => `'"\${${variable}:?}"'`;

/** A blank, and not a text that looks like one: there, each quote is escaped. */
const anyBlank = /(?<!\\')'"\$\{(\w+):\?\}"'/g;

/** The variables that have to be filled in before a command does what it is for, in their order, each once. The token is not among them. */
export const blanksIn = (command: string): readonly string[] => [
	...new Set([
		...(command.includes(quotedNonce) ? [nonceVariable] : []),
		...[...command.matchAll(anyBlank)].flatMap(([, variable]) => variable ?? []),
	]),
];
