import type {AnswerHead} from './answer-errors.ts';

export type FarRequest = {
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly signal: AbortSignal;
	/** Is called now and then while the answer comes: so long nobody waits in vain. */
	readonly progressed: () => void;
};

/** What came of reading a list elsewhere. */
export type FarAnswer =
	| {
			readonly kind: 'list';
			readonly head: AnswerHead;
			/** What is to be named as `base` the next time. */
			readonly version: number;
			/** How long it was, in bytes. */
			readonly size: number;
			/** For each item its place in the base, or `-1 - n` for the nth of those that were handed over. Undefined: it is the base, item for item. */
			readonly places: Int32Array | undefined;
	  }
	/** It is no list; `body` is undefined when its end never came. */
	| {readonly kind: 'other'; readonly head: AnswerHead; readonly body: string | undefined}
	/** Whoever reads there can do so no more: it is to be read here. */
	| {readonly kind: 'ended'};

/** Reads long lists where no key waits for it, and hands over only those items that were not in the list before. */
export type FarLists = {
	/** Lists of more bytes than this are to be read there. */
	readonly limitBytes: () => number;
	/**
	`take` is given the new items as JSON lists, a part at a time, so that what it does to one is all that keeps this thread busy.

	@throws what a fetch throws, and the signal's reason
	*/
	readonly read: (list: string, request: FarRequest, base: number | undefined, take: (items: string) => void) => Promise<FarAnswer>;
	readonly close: () => void;
};
