import type {LeftoverLease} from '../domain/leftover-lease.ts';
import type {Subject} from '../domain/protection.ts';
import type {ResourceOrder, ResourceTarget} from '../domain/resources/orders.ts';
import type {Order} from '../domain/verbs.ts';
import type {ViewName, ViewSettings} from '../domain/views.ts';
import type {Deed} from '../store/copying.ts';
import type {MachinePlan} from '../store/creations.ts';
import type {Comparison, Draft} from '../store/drafts.ts';
import type {StoreEvent} from '../store/events.ts';
import type {Form} from '../store/forms.ts';
import type {MetadataChange} from '../store/metadata.ts';
import type {Steering} from '../store/replay.ts';
import type {State, Target} from '../store/state.ts';

type Doing =
	| {readonly type: 'act'; readonly order: Order; readonly target: Target}
	/** Works through a job that the state holds. */
	| {readonly type: 'run-job'; readonly jobId: number}
	/** With `isRenewed`, the lease is refreshed before it ends. */
	| {readonly type: 'acquire-lease'; readonly target: Target; readonly ttlSeconds: number; readonly isRenewed: boolean}
	| {readonly type: 'refresh-lease'; readonly target: Target; readonly ttlSeconds: number}
	| {readonly type: 'renew-lease'; readonly target: Target; readonly isRenewed: boolean}
	| {readonly type: 'release-lease'; readonly target: Target}
	/** Takes away the lease of somebody else, if it is still the one who was named. */
	| {readonly type: 'break-lease'; readonly target: Target; readonly owner: string}
	| {readonly type: 'release-leftovers' | 'keep-leftovers'; readonly leases: readonly LeftoverLease[]}
	/** Hands a text to the clipboard; `what` names it. */
	| {readonly type: 'copy'; readonly what: string; readonly text: string}
	/** The same with the commands of requests, none of which is sent. */
	| {readonly type: 'copy-curl'; readonly deeds: readonly Deed[]}
	/** The same with a command that is known already. */
	| {readonly type: 'copy-command'; readonly command: string}
	| {readonly type: 'wait'; readonly targets: readonly Target[]; readonly wanted: string}
	/** Runs the command that the state holds under this number. */
	| {readonly type: 'exec'; readonly runId: number}
	| {readonly type: 'read-metadata'; readonly target: Target}
	| {readonly type: 'change-metadata'; readonly target: Target; readonly change: MetadataChange}
	/** Writes a new file; `what` names what is in it. */
	| {readonly type: 'save-file'; readonly path: string; readonly text: string; readonly what: string}
	| {readonly type: 'open-shell'; readonly target: Target}
	/** Opens the editor on the config of a machine. */
	| {readonly type: 'edit-config'; readonly target: Target}
	/** Opens the form of a machine like another. */
	| {readonly type: 'clone'; readonly target: Target}
	/** Opens the editor on the config that a form stands for. */
	| {readonly type: 'edit-form'; readonly form: Form}
	| {readonly type: 'read-regions'}
	| {readonly type: 'create-machine'; readonly plan: MachinePlan}
	| {readonly type: 'load-versions'; readonly target: Target}
	| {readonly type: 'compare'; readonly target: Target; readonly comparison: Comparison; readonly isOffered: boolean}
	/** Gives a machine a config. */
	| {readonly type: 'apply-change'; readonly draft: Draft}
	| {readonly type: 'act-on-resources'; readonly order: ResourceOrder; readonly targets: readonly ResourceTarget[]}
	/** Follows the machines of exactly these apps; of none: of all in the organization. */
	| {readonly type: 'choose-apps'; readonly apps: readonly string[]}
	/** Reads once more what changed since the person last looked. */
	| {readonly type: 'read-changes'}
	/** Keeps what the person made of a view for later runs. */
	| {readonly type: 'save-view'; readonly name: ViewName; readonly settings: ViewSettings}
	| {readonly type: 'steer-replay'; readonly how: Steering}
	/** Reads once more: an app, or everything. */
	| {readonly type: 'refresh'; readonly app?: string}
	| {readonly type: 'repaint'}
	| {readonly type: 'suspend-job'}
	| {readonly type: 'quit'};

/** Something for the runtime to do: the only way from a key to the outside. With what it may change although that is protected, once words were typed for it. */
export type Effect = Doing & {readonly consent?: readonly Subject[]};

/** What a key leads to: changes of the state, in the same frame, and work for the runtime. */
export type Outcome = {readonly events?: readonly StoreEvent[]; readonly effects?: readonly Effect[]};

export type Risk = 'none' | 'disruptive' | 'destructive';

export type Group = 'move' | 'machine' | 'resources' | 'view' | 'replay' | 'general';

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
