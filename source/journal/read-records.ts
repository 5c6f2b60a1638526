import type {DatabaseSync, SQLOutputValue} from 'node:sqlite';
import type {ActionEntry} from '../domain/action-entry.ts';
import {type Aspect, type Change, isCheckAspect} from '../domain/history/record.ts';
import type {Records} from '../domain/history/timeline.ts';
import type {TimeWindow} from '../domain/history/timeline-window.ts';
import type {ExitEvent, MachineEvent} from '../domain/machine.ts';
import {printable} from '../domain/text.ts';

export type Row = Readonly<Record<string, SQLOutputValue>>;

/** A text as it was written, made printable again: an earlier flydeck took for printable what this one does not. */
export const textIn = (row: Row, name: string): string => printable(String(row[name] ?? ''));
export const numberIn = (row: Row, name: string): number => Number(row[name] ?? 0);
export const optionalNumber = (row: Row, name: string): number | undefined => {
	const value = row[name];
	return typeof value === 'number' ? value : undefined;
};

/** An exit as it was written; JSON leaves out what is undefined. */
const exitIn = (json: string): ExitEvent => {
	const exit = {
		exitCode: undefined,
		signal: undefined,
		guestExitCode: undefined,
		guestSignal: undefined,
		exitedAtMs: undefined,
		...JSON.parse(json),
	};
	return {...exit, error: printable(String(exit.error ?? ''))};
};

export const eventOf = (row: Row): MachineEvent => ({
	id: textIn(row, 'id'),
	type: textIn(row, 'type'),
	status: textIn(row, 'status'),
	source: textIn(row, 'source'),
	timestampMs: numberIn(row, 'at_ms'),
	exit: typeof row.exit === 'string' ? exitIn(row.exit) : undefined,
	restartCount: optionalNumber(row, 'restarts'),
});

export const changeOf = (row: Row): Change => ({
	aspect: textIn(row, 'aspect') as Aspect,
	atMs: numberIn(row, 'at_ms'),
	value: textIn(row, 'value'),
	detail: textIn(row, 'detail'),
	lastDetail: typeof row.last_detail === 'string' ? printable(row.last_detail) : undefined,
});

export const knownOf = (row: Row): TimeWindow => ({fromMs: numberIn(row, 'from_ms'), toMs: numberIn(row, 'until_ms')});

type MachineName = Pick<ActionEntry, 'app' | 'machineId' | 'name'>;

const actionOf = (row: Row, machine: MachineName): ActionEntry => ({
	kind: row.kind === 'act' ? 'act' : 'request',
	atMs: numberIn(row, 'at_ms'),
	what: textIn(row, 'what'),
	...machine,
	status: optionalNumber(row, 'status'),
	requestId: typeof row.request_id === 'string' ? printable(row.request_id) : undefined,
	result: textIn(row, 'result'),
	tookMs: optionalNumber(row, 'took_ms'),
	curl: undefined,
});

const none: Records = {changes: [], events: [], actions: [], known: [], createdAtMs: undefined};

/** So many records of a kind at most, the newest: a machine that crashes every second must not fill the memory. */
const most = 20_000;

/**
Reads what the journal has of a machine between two moments, and the state that it was in at the first, and the checks that changed, in no
certain order.
*/
export const createRecordReader = (database: DatabaseSync): ((machineId: string, fromMs: number, toMs: number) => Records) => {
	const machineOf = database.prepare('SELECT key, app, name, created_ms FROM machine WHERE id = ?');
	const within = (table: string) =>
		database.prepare(`SELECT * FROM ${table} WHERE machine = ? AND at_ms >= ? AND at_ms < ? ORDER BY at_ms DESC LIMIT ${most}`);
	const selectEvents = within('past_event');
	const selectChanges = within('change');
	const selectActions = within('action');
	const eventBefore = database.prepare('SELECT * FROM past_event WHERE machine = ? AND at_ms < ? ORDER BY at_ms DESC LIMIT 1');
	const changeBefore = database.prepare('SELECT * FROM change WHERE machine = ? AND at_ms < ? AND aspect = ? ORDER BY at_ms DESC LIMIT 1');
	// It has no detail, and a state needs none.
	const presentState = database.prepare("SELECT * FROM present WHERE machine = ? AND aspect = 'state' AND at_ms < ?");

	const selectKnown = database.prepare('SELECT from_ms, until_ms FROM known WHERE machine = ? ORDER BY from_ms');

	return (machineId, fromMs, toMs) => {
		const machine = machineOf.get(machineId);
		if (machine === undefined) {
			return none;
		}

		const key = machine.key ?? null;
		const range = [key, Math.round(fromMs), Math.round(toMs)] as const;
		const stateRow = presentState.get(key, range[1]) ?? changeBefore.get(key, range[1], 'state');
		const eventRow = eventBefore.get(key, range[1]);
		const changes = selectChanges.all(...range).map(changeOf);
		const checks = new Set(changes.map(({aspect}) => aspect).filter(isCheckAspect));
		const before = [stateRow, ...[...checks].map(aspect => changeBefore.get(key, range[1], aspect))].filter(row => row !== undefined);
		const name = {app: textIn(machine, 'app'), machineId, name: textIn(machine, 'name')};
		return {
			changes: [...changes, ...before.map(changeOf)],
			events: [...selectEvents.all(...range), ...(eventRow === undefined ? [] : [eventRow])].map(eventOf),
			actions: selectActions.all(...range).map(row => actionOf(row, name)),
			known: selectKnown.all(key).map(knownOf),
			createdAtMs: optionalNumber(machine, 'created_ms'),
		};
	};
};
