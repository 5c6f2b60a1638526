const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const listStart = 0x5b;
const listEnd = 0x5d;
const objectStart = 0x7b;
const objectEnd = 0x7d;

/** How a body ended that may be a JSON list: `whole`, `cut` where it began as one, `other` where it did not. */
export type ListEnd = 'whole' | 'cut' | 'other';

export type ListSplitter = {
	/** The bytes of the items that end within the next bytes of the body. They may share its memory. */
	readonly push: (chunk: Uint8Array) => readonly Uint8Array[];
	readonly end: () => ListEnd;
};

const isBlank = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/**
Cuts a JSON list into its items while it comes, so that nobody has to hold or parse the whole of it. It looks at brackets, commas and texts only: items
that are no JSON stay that, for those who parse them.
*/
export const createListSplitter = (): ListSplitter => {
	let phase: 'before' | 'inside' | 'after' | 'cut' | 'other' = 'before';
	let depth = 0;
	let isInText = false;
	let isEscaped = false;
	let hasItems = false;
	/** What came in earlier chunks of the item that is under way. */
	let earlier: Uint8Array[] = [];

	const itemOf = (rest: Uint8Array): Uint8Array => {
		const item = earlier.length === 0 ? rest : Buffer.concat([...earlier, rest]);
		earlier = [];
		return item;
	};

	/** Begins the list; answers from where its items are. */
	const begin = (chunk: Uint8Array): number => {
		const at = chunk.findIndex(byte => !isBlank(byte));
		if (at !== -1) {
			phase = chunk[at] === listStart ? 'inside' : 'other';
		}

		return at + 1;
	};

	const finish = (chunk: Uint8Array, start: number, at: number): readonly Uint8Array[] => {
		phase = chunk[at] === listEnd && chunk.subarray(at + 1).every(isBlank) ? 'after' : 'cut';
		const last = itemOf(chunk.subarray(start, at));
		return hasItems || !last.every(isBlank) ? [last] : [];
	};

	const split = (chunk: Uint8Array, from: number): readonly Uint8Array[] => {
		const items: Uint8Array[] = [];
		let start = from;
		for (let at = from; at < chunk.length; at++) {
			const byte = chunk[at];
			if (isInText) {
				isInText = isEscaped || byte !== quote;
				isEscaped = !isEscaped && byte === backslash;
			} else if (byte === quote) {
				isInText = true;
			} else if (byte === listStart || byte === objectStart) {
				depth += 1;
			} else if (byte === listEnd || byte === objectEnd) {
				if (depth === 0) {
					return [...items, ...finish(chunk, start, at)];
				}

				depth -= 1;
			} else if (byte === comma && depth === 0) {
				items.push(itemOf(chunk.subarray(start, at)));
				hasItems = true;
				start = at + 1;
			}
		}

		earlier.push(chunk.slice(start));
		return items;
	};

	return {
		push(chunk) {
			const from = phase === 'before' ? begin(chunk) : 0;
			if (phase === 'inside') {
				return split(chunk, from);
			}

			if (phase === 'after' && !chunk.every(isBlank)) {
				phase = 'cut';
			}

			return [];
		},
		end: () => (phase === 'inside' ? 'cut' : phase === 'after' ? 'whole' : phase === 'before' ? 'other' : phase),
	};
};
