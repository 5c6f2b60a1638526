import type {ActionEntry} from '../action-entry.ts';
import {isFailure} from '../exit.ts';
import type {MachineEvent} from '../machine.ts';
import type {Aspect, Change} from './record.ts';
import {type Span, spansOf} from './spans.ts';

export type TickKind = 'exit' | 'failure' | 'oom' | 'deploy' | 'lease' | 'action' | 'cordon' | 'check';

/** Something that happened to a machine at one moment. `text` says what, in a few words. */
export type Tick = {readonly kind: TickKind; readonly atMs: number; readonly text: string};

/** What a machine went through between two moments, oldest first. */
export type Timeline = {readonly machineId: string; readonly spans: readonly Span[]; readonly ticks: readonly Tick[]};

/** What the journal has of one machine. */
export type Records = {
	readonly changes: readonly Change[];
	readonly events: readonly MachineEvent[];
	readonly actions: readonly ActionEntry[];
};

const eventTick = ({type, exit, timestampMs: atMs, status}: MachineEvent): readonly Tick[] => {
	if (exit !== undefined) {
		const kind = exit.oomKilled ? 'oom' : isFailure(exit) ? 'failure' : 'exit';
		return [{kind, atMs, text: `exit ${exit.exitCode ?? 0}`}];
	}

	return type === 'update' ? [{kind: 'deploy', atMs, text: status}] : [];
};

/** Which aspects make a tick, and of which kind. */
const tickKinds: Partial<Readonly<Record<Aspect, TickKind>>> = {version: 'deploy', lease: 'lease', cordoned: 'cordon'};

const kindOf = (aspect: Aspect): TickKind | undefined => (aspect.startsWith('check:') ? 'check' : tickKinds[aspect]);

const changeTick = ({aspect, atMs, value, detail}: Change): readonly Tick[] => {
	const kind = kindOf(aspect);
	const text = aspect.startsWith('check:') ? `${aspect.slice('check:'.length)} ${value}` : detail || value || 'ended';
	return kind === undefined ? [] : [{kind, atMs, text}];
};

/** An update shows as an event and as a new version: so close together they are one, in ms. */
const sameDeployMs = 60_000;

const withoutRepeats = (ticks: readonly Tick[]): readonly Tick[] => {
	let lastDeployMs = Number.NEGATIVE_INFINITY;
	return ticks.filter(({kind, atMs}) => {
		const isRepeat = kind === 'deploy' && atMs - lastDeployMs < sameDeployMs;
		lastDeployMs = kind === 'deploy' && !isRepeat ? atMs : lastDeployMs;
		return !isRepeat;
	});
};

/** The timeline of a machine out of what the journal has of it; records outside of the window only tell how it began. */
export const timelineFrom = (
	machineId: string,
	{changes, events, actions}: Records,
	window: {readonly fromMs: number; readonly toMs: number},
): Timeline => {
	const ticks: readonly Tick[] = [
		...events.flatMap(eventTick),
		...changes.flatMap(changeTick),
		...actions.filter(({kind}) => kind === 'act').map(({atMs, what}): Tick => ({kind: 'action', atMs, text: what})),
	];
	const within = ticks.filter(({atMs}) => atMs >= window.fromMs && atMs < window.toMs).toSorted((left, right) => left.atMs - right.atMs);
	return {machineId, spans: spansOf(changes, events, window), ticks: withoutRepeats(within)};
};
