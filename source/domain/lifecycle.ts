/** How a state feels, for colour and glyph. Colour never carries the meaning alone: the label always stands beside it. */
export type Tone = 'good' | 'busy' | 'idle' | 'asleep' | 'bad' | 'gone' | 'unknown';

export type StateKind = 'persistent' | 'transient' | 'terminal';

export type StateRow = {
	readonly state: string;
	readonly kind: StateKind;
	readonly tone: Tone;
	readonly glyph: string;
	readonly meaning: string;
	/** How long a machine may be in a transient state before it counts as stuck, in ms. */
	readonly stuckAfterMs?: number;
};

const minuteMs = 60_000;

/** Every state that the Machines API documents, in the order of a machine's life. */
export const states: readonly StateRow[] = [
	{state: 'creating', kind: 'transient', tone: 'busy', glyph: '◌', meaning: 'being made on a host', stuckAfterMs: 5 * minuteMs},
	{state: 'created', kind: 'persistent', tone: 'idle', glyph: '○', meaning: 'made, its image may still be on the way; not started yet'},
	{
		state: 'starting',
		kind: 'transient',
		tone: 'busy',
		glyph: '◌',
		meaning: 'on the way from stopped, created or suspended to started',
		stuckAfterMs: 5 * minuteMs,
	},
	{state: 'started', kind: 'persistent', tone: 'good', glyph: '●', meaning: 'running and reachable over the network'},
	{
		state: 'stopping',
		kind: 'transient',
		tone: 'busy',
		glyph: '◌',
		meaning: 'asked to stop; killed when its timeout is over',
		stuckAfterMs: 5 * minuteMs,
	},
	{state: 'stopped', kind: 'persistent', tone: 'idle', glyph: '○', meaning: 'exited, by itself or because somebody stopped it'},
	{state: 'restarting', kind: 'transient', tone: 'busy', glyph: '◌', meaning: 'stopping, then starting again', stuckAfterMs: 5 * minuteMs},
	{
		state: 'suspending',
		kind: 'transient',
		tone: 'busy',
		glyph: '◌',
		meaning: 'its memory is being written to disk',
		stuckAfterMs: 5 * minuteMs,
	},
	{state: 'suspended', kind: 'persistent', tone: 'asleep', glyph: '◐', meaning: 'asleep with its memory kept; a start resumes it'},
	{state: 'updating', kind: 'transient', tone: 'busy', glyph: '◌', meaning: 'getting a new config', stuckAfterMs: 10 * minuteMs},
	{
		state: 'replacing',
		kind: 'transient',
		tone: 'busy',
		glyph: '◌',
		meaning: 'a new version takes the place of the old one',
		stuckAfterMs: 10 * minuteMs,
	},
	{state: 'failed', kind: 'persistent', tone: 'bad', glyph: '✖', meaning: 'could not start or stop; needs somebody to look'},
	{
		state: 'launch_failed',
		kind: 'transient',
		tone: 'bad',
		glyph: '✖',
		meaning: 'never ran and will be destroyed',
		stuckAfterMs: 5 * minuteMs,
	},
	{state: 'destroying', kind: 'transient', tone: 'busy', glyph: '◌', meaning: 'being removed for good', stuckAfterMs: 5 * minuteMs},
	{state: 'destroyed', kind: 'terminal', tone: 'gone', glyph: '×', meaning: 'no longer exists'},
	{state: 'replaced', kind: 'terminal', tone: 'gone', glyph: '×', meaning: 'an earlier version; a newer one took its place'},
	{state: 'migrated', kind: 'terminal', tone: 'gone', glyph: '×', meaning: 'the old copy of a machine that was moved to another host'},
];

const byState = new Map(states.map(row => [row.state, row]));

/** The row of a state. A word that nobody documented counts as transient, as the API's own advice is, and is stuck after as long as most. */
export const stateRow = (state: string): StateRow =>
	byState.get(state) ?? {
		state,
		kind: 'transient',
		tone: 'unknown',
		glyph: '?',
		meaning: 'a state that flydeck does not know',
		stuckAfterMs: 5 * minuteMs,
	};

export const isKnownState = (state: string): boolean => byState.has(state);

export const isTransient = (state: string): boolean => stateRow(state).kind === 'transient';
export const isTerminal = (state: string): boolean => stateRow(state).kind === 'terminal';
