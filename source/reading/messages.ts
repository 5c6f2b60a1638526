/** What the main thread asks of the one that reads long lists. */
export type Ask =
	| {
			readonly kind: 'read';
			readonly id: number;
			/** Which list it is: what is known of another one says nothing of it. */
			readonly list: string;
			readonly url: string;
			readonly headers: Readonly<Record<string, string>>;
			/** The version of the list that the main thread holds. */
			readonly base: number | undefined;
	  }
	/** The last part was taken, and the next one may come. */
	| {readonly kind: 'more'; readonly id: number}
	| {readonly kind: 'stop'; readonly id: number};

export type WireHead = {readonly status: number; readonly headers: readonly (readonly [string, string])[]};

/** An error in the chain of causes of a failed fetch. */
export type WireError = {readonly message: string; readonly code: string};

/** What comes back: parts of a list that wait for `more`, and one end. */
export type Reply =
	| {readonly kind: 'progress'; readonly id: number}
	| {readonly kind: 'part'; readonly id: number; readonly items: string}
	| {
			readonly kind: 'list';
			readonly id: number;
			readonly head: WireHead;
			readonly version: number;
			readonly size: number;
			readonly places: Int32Array | undefined;
	  }
	| {readonly kind: 'other'; readonly id: number; readonly head: WireHead; readonly body: string | undefined}
	/** The chain of what the fetch threw, outermost first. */
	| {readonly kind: 'failed'; readonly id: number; readonly errors: readonly WireError[]};
