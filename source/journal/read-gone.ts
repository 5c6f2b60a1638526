import type {DatabaseSync} from 'node:sqlite';
import type {GoneMachine} from '../domain/history/gone-machine.ts';
import type {TimeWindow} from '../domain/history/timeline-window.ts';
import {numberIn, type Row, textIn} from './read-records.ts';

/** So many at most, the newest: an app whose machines live for seconds leaves thousands behind. */
const most = 100;

const goneOf = (row: Row): GoneMachine => ({
	machineId: textIn(row, 'id'),
	app: textIn(row, 'app'),
	name: textIn(row, 'name'),
	image: textIn(row, 'image'),
	goneAtMs: numberIn(row, 'at_ms'),
});

/** The newest that is told: some changes come without one. */
const image = `(
	SELECT detail FROM change WHERE change.machine = key AND aspect = 'version' AND detail <> '' ORDER BY at_ms DESC LIMIT 1
) AS image`;

/** Reads which machines of some apps are gone and were still there in a window, those that went last first. */
export const createGoneReader = (database: DatabaseSync): ((apps: readonly string[], window: TimeWindow) => readonly GoneMachine[]) => {
	const selectGone = database.prepare(`
		SELECT id, app, name, at_ms, ${image} FROM machine JOIN present ON machine = key AND aspect = 'state'
		WHERE app = ? AND value = 'destroyed' AND at_ms >= ? AND coalesce(created_ms, 0) < ?
		ORDER BY at_ms DESC LIMIT ${most}
	`);
	return (apps, {fromMs, toMs}) =>
		apps
			.flatMap(app => selectGone.all(app, Math.round(fromMs), Math.round(toMs)).map(goneOf))
			.toSorted((left, right) => right.goneAtMs - left.goneAtMs)
			.slice(0, most);
};
