import type {Order} from '../domain/verbs.ts';
import type {StoreEvent} from '../store/events.ts';
import type {State, Target} from '../store/state.ts';

/** Something for the runtime to do: the only way from a key to the outside. */
export type Effect =
	| {readonly type: 'act'; readonly order: Order; readonly target: Target}
	/** Works through a job that the state holds. */
	| {readonly type: 'run-job'; readonly jobId: number}
	| {readonly type: 'acquire-lease'; readonly target: Target; readonly ttlSeconds: number}
	| {readonly type: 'refresh-lease'; readonly target: Target; readonly ttlSeconds: number}
	| {readonly type: 'release-lease'; readonly target: Target}
	| {readonly type: 'wait'; readonly target: Target; readonly wanted: string}
	| {readonly type: 'refresh'}
	| {readonly type: 'repaint'}
	| {readonly type: 'suspend-job'}
	| {readonly type: 'quit'};

/** What a key leads to: changes of the state, in the same frame, and work for the runtime. */
export type Outcome = {readonly events?: readonly StoreEvent[]; readonly effects?: readonly Effect[]};

export type Risk = 'none' | 'disruptive' | 'destructive';

export type Group = 'move' | 'machine' | 'view' | 'general';

/** One row of the command table: what keys, help, hints and prompt are made from. */
export type Command = {
	readonly id: string;
	readonly title: string;
	readonly keys: readonly string[];
	readonly group: Group;
	readonly risk: Risk;
	/** One word for the hint line; absent where the line has no room for it. */
	readonly hint?: string;
	/** True when its keys work in every mode, dialogs and text fields included. */
	readonly isEverywhere?: true;
	/** True when the prompt offers it by its id. */
	readonly isInPrompt?: true;
	/** The words that the prompt offers after the id. */
	readonly choices?: readonly string[];
	/** What the command does with one of them. */
	readonly choiceTitle?: (choice: string) => string;
	/** Why it cannot be done now, as a sentence; undefined when it can. */
	readonly disabledBecause?: (state: State) => string | undefined;
	readonly run: (state: State, choice?: string) => Outcome;
};
