/**
The document that `flydeck history --json` prints. Its keys are in snake_case; times are ISO 8601 texts; what is not known is null.

	{
		"version": 1,          // counts up when a field changes its meaning or goes away
		"machine": {"id", "name", "app"},
		"since",
		"days": [{"from", "known_seconds", "started_seconds", "restarts", "exits", "failures"}],   // oldest first
		"items": [             // newest first
			{"kind": "event", "at", "id", "type", "status", "source", "exit_code", "oom_killed", "requested_stop", "words"},
			{"kind": "change", "at", "aspect", "value", "detail"},   // aspect: state, version, lease, cordoned, host, check:NAME
			{"kind": "action", "at", "what", "result", "took_seconds", "request_ids"}
		]
	}
*/
import {effectiveExitCode, explainExit} from '../domain/exit.ts';
import type {HistoryItem} from '../domain/history/items.ts';
import type {MachineEvent} from '../domain/machine.ts';
import type {ToldHistory} from './history-text.ts';

const isoTime = (timeMs: number): string => new Date(timeMs).toISOString();

const eventJson = ({id, type, status, source, exit}: MachineEvent) => ({
	id,
	type,
	status,
	source,
	exit_code: exit === undefined ? null : effectiveExitCode(exit),
	oom_killed: exit === undefined ? null : exit.oomKilled,
	requested_stop: exit === undefined ? null : exit.requestedStop,
	words: exit === undefined ? null : explainExit(exit),
});

const itemJson = (item: HistoryItem) => {
	const head = {kind: item.kind, at: isoTime(item.atMs)};
	switch (item.kind) {
		case 'event':
			return {...head, ...eventJson(item.event)};
		case 'change': {
			const {aspect, value, detail, lastDetail} = item.change;
			return {...head, aspect, value, detail, ...(lastDetail === undefined ? {} : {last_detail: lastDetail})};
		}

		case 'action': {
			const {what, result, tookMs} = item.action;
			return {...head, what, result, took_seconds: tookMs === undefined ? null : tookMs / 1000, request_ids: item.requestIds};
		}
	}
};

/** The history of a machine as one JSON document. */
export const historyJson = ({machine: {machineId, name, app}, sinceMs, items, days}: ToldHistory): string =>
	JSON.stringify(
		{
			version: 1,
			machine: {id: machineId, name, app},
			since: isoTime(sinceMs),
			days: days.map(({fromMs, knownMs, startedMs, restarts, exits, failures}) => ({
				from: isoTime(fromMs),
				known_seconds: Math.round(knownMs / 1000),
				started_seconds: Math.round(startedMs / 1000),
				restarts,
				exits,
				failures,
			})),
			items: items.map(itemJson),
		},
		null,
		2,
	);
