import type {ActionEntry} from '../action-entry.ts';
import {isFailure, isOutOfMemory} from '../exit.ts';
import type {MachineEvent} from '../machine.ts';
import {knownSpans} from './known-spans.ts';
import {type Aspect, type Change, checkNameOf, isCheckAspect} from './record.ts';
import {type Span, spansOf} from './spans.ts';
import type {TimeWindow} from './timeline-window.ts';

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
	/** When it is known what the machine went through, oldest first: somebody watched, or the API told later. */
	readonly known: readonly TimeWindow[];
	/** When it was made, in ms. */
	readonly createdAtMs: number | undefined;
};

const eventTick = ({type, exit, timestampMs: atMs, status}: MachineEvent): readonly Tick[] => {
	if (exit !== undefined) {
		const kind = isOutOfMemory(exit) ? 'oom' : isFailure(exit) ? 'failure' : 'exit';
		return [{kind, atMs, text: `exit ${exit.exitCode ?? 0}`}];
	}

	return type === 'update' ? [{kind: 'deploy', atMs, text: status}] : [];
};

/** Which aspects make a tick, and of which kind. */
const tickKinds: Partial<Readonly<Record<Aspect, TickKind>>> = {version: 'deploy', lease: 'lease', cordoned: 'cordon'};

const kindOf = (aspect: Aspect): TickKind | undefined => (isCheckAspect(aspect) ? 'check' : tickKinds[aspect]);

const changeTick = ({aspect, atMs, value, detail}: Change): readonly Tick[] => {
	const kind = kindOf(aspect);
	const text = isCheckAspect(aspect) ? `${checkNameOf(aspect)} ${value}` : detail || value || 'ended';
	return kind === undefined ? [] : [{kind, atMs, text}];
};

/** An update shows as an event and as a new version: so close together they are one, in ms. */
const sameDeployMs = 60_000;

/** The version that a machine was made with is no update. */
const isFirstVersion = ({aspect, atMs}: Change, createdAtMs: number | undefined): boolean =>
	aspect === 'version' && createdAtMs !== undefined && Math.abs(atMs - createdAtMs) < sameDeployMs;

const withoutRepeats = (ticks: readonly Tick[]): readonly Tick[] => {
	let lastDeployMs = Number.NEGATIVE_INFINITY;
	return ticks.filter(({kind, atMs}) => {
		const isRepeat = kind === 'deploy' && atMs - lastDeployMs < sameDeployMs;
		lastDeployMs = kind === 'deploy' && !isRepeat ? atMs : lastDeployMs;
		return !isRepeat;
	});
};

/** The timeline of a machine out of what the journal has of it; records outside of the window only tell how it began. */
export const timelineFrom = (machineId: string, {changes, events, actions, known, createdAtMs}: Records, window: TimeWindow): Timeline => {
	const ticks: readonly Tick[] = [
		...events.flatMap(eventTick),
		...changes.filter(change => !isFirstVersion(change, createdAtMs)).flatMap(changeTick),
		...actions.filter(({kind}) => kind === 'act').map(({atMs, what}): Tick => ({kind: 'action', atMs, text: what})),
	];
	const within = ticks.filter(({atMs}) => atMs >= window.fromMs && atMs < window.toMs).toSorted((left, right) => left.atMs - right.atMs);
	return {machineId, spans: knownSpans(spansOf(changes, events, window), known), ticks: withoutRepeats(within)};
};
