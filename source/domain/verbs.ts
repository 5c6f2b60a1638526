/** What can be asked of a machine's lifecycle through the API. */
export type Verb = 'start' | 'stop' | 'delete' | 'force-delete';

export type VerbRow = {
	readonly verb: Verb;
	readonly doing: string;
	readonly done: string;
	/** The state shown from the key press until the API shows it or denies it. */
	readonly hopedState: string;
	/** The state whose arrival proves that it worked. */
	readonly goal: string;
	/** How long after the key press flydeck stops hoping and shows the truth again, in ms. */
	readonly deadlineMs: number;
};

export const verbs: Readonly<Record<Verb, VerbRow>> = {
	start: {verb: 'start', doing: 'starting', done: 'started', hopedState: 'starting', goal: 'started', deadlineMs: 120_000},
	stop: {verb: 'stop', doing: 'stopping', done: 'stopped', hopedState: 'stopping', goal: 'stopped', deadlineMs: 330_000},
	delete: {verb: 'delete', doing: 'deleting', done: 'deleted', hopedState: 'destroying', goal: 'destroyed', deadlineMs: 120_000},
	'force-delete': {
		verb: 'force-delete',
		doing: 'deleting',
		done: 'deleted',
		hopedState: 'destroying',
		goal: 'destroyed',
		deadlineMs: 120_000,
	},
};
