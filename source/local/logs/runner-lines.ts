import {signalName} from '../../domain/exit.ts';
import type {JsonObject} from '../../domain/json.ts';
import {numberAt, objectAt} from '../../domain/json-reader.ts';
import {formatDuration} from '../../domain/time.ts';
import {imageOf} from '../fleet/image-ref.ts';
import {restartRuleOf} from '../fleet/machine-config.ts';
import type {EventRecord, EventSource, MachineRecord} from '../fleet/machine-record.ts';
import type {LogLevel, NewLogLine} from './logs.ts';

type Said = readonly [level: LogLevel, message: string];

type Change = {
	readonly after: MachineRecord;
	readonly before: MachineRecord | undefined;
	readonly source: EventSource;
	/** The `request` of the event. */
	readonly request: JsonObject;
};

const pulling = ({after}: Change): readonly Said[] => [['info', `Pulling container image ${imageOf(after.config) ?? ''}`]];

const exited = ({after, request}: Change): readonly Said[] => {
	const exit = objectAt(request, 'exit_event');
	const signal = numberAt(exit, 'signal') ?? -1;
	const how =
		signal > 0
			? `exited with signal (with signal '${signalName(signal)}', core dumped? false)`
			: `exited normally with code: ${numberAt(exit, 'exit_code') ?? 0}`;
	const {policy, maxRetries} = restartRuleOf(after.config);
	const isGivenUp =
		policy === 'on-failure' && exit.restarting !== true && exit.requested_stop !== true && numberAt(exit, 'exit_code') !== undefined;
	return [
		...(exit.oom_killed === true ? [['error', 'Out of memory: Killed process'] as const] : []),
		...(typeof exit.error === 'string' && exit.error !== '' ? [['error', exit.error] as const] : []),
		['info', `Main child ${how}`],
		...(isGivenUp ? [['error', `machine has reached its max restart count of ${maxRetries}`] as const] : []),
	];
};

const notStarted = ({request}: Change): readonly Said[] => [['error', `machine failed to start: ${objectAt(request, 'exit_event').error}`]];

/** What the platform says about each event, by type and status. */
const sayings: Readonly<Record<string, (change: Change) => readonly Said[]>> = {
	'launch/pending': pulling,
	'update/replacing': pulling,
	// One that is moved by the platform has no new version.
	'launch/created': ({after, before, source}) =>
		before !== undefined && after.state === 'stopped' && source === 'user'
			? [['info', 'machine was in a non-started state prior to the update so leaving the new version stopped']]
			: [],
	'start/started': ({after, before}) => [
		['info', `Machine started in ${formatDuration(after.updatedAtMs - (before?.updatedAtMs ?? after.updatedAtMs))}`],
	],
	'exit/stopped': exited,
	'exit/failed': notStarted,
	'exit/launch_failed': notStarted,
	'suspend/suspended': () => [['info', 'Virtual machine has been suspended']],
};

/** The events of a change, oldest first; none for a machine that comes with a story, which was told elsewhere. */
const newEvents = (after: MachineRecord, before: MachineRecord | undefined): readonly EventRecord[] => {
	const known = after.events.findIndex(({id}) => id === before?.events[0]?.id);
	const fresh = after.events.slice(0, known === -1 ? after.events.length : known);
	return before === undefined && after.state !== 'created' ? [] : fresh.toReversed();
};

/** The lines that the platform writes into the log of a machine that has changed; `before` is undefined for a new one. */
export const runnerLines = (after: MachineRecord, before: MachineRecord | undefined): readonly NewLogLine[] =>
	newEvents(after, before).flatMap(({type, status, source, request = {}}) =>
		(sayings[`${type}/${status}`]?.({after, before, source, request}) ?? []).map(([level, message]) => ({
			app: after.app,
			instance: after.id,
			region: after.region,
			provider: 'runner' as const,
			level,
			message,
		})),
	);
