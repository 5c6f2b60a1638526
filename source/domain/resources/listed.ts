/** Something in an answer that could not be read; the rest of the answer is still good. */
export type DecodeIssue = {readonly where: string; readonly problem: string};

/** The things of a list that could be read, in the order of the API, and an issue for each one that could not. */
export type Listed<Item> = {readonly items: readonly Item[]; readonly issues: readonly DecodeIssue[]};
