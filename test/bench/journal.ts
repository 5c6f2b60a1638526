import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {deserialize, serialize} from 'node:v8';
import {openBook} from '../../source/journal/book.ts';
import {systemClock} from '../../source/runtime/clock.ts';
import {buildMachine} from '../helpers/build-machine.ts';
import {fillMonth} from '../helpers/month-of-journal.ts';
import {createWholeDetector} from '../helpers/whole-detector.ts';
import {type Figure, timed} from './measure.ts';

const dayMs = 86_400_000;

/** A week of 50 machines that crash every five minutes: what drawing their bars takes the journal's thread, and taking them in the main one. */
const crashingFigures = (nowMs: number): readonly Figure[] => {
	const directory = mkdtempSync(join(tmpdir(), 'flydeck-bench-'));
	const ids = fillMonth(directory, {machines: 50, perDay: 288, nowMs});
	const book = openBook(directory);
	const draw = () => book.barsOf(ids, {fromMs: nowMs - 7 * dayMs, toMs: nowMs}, 100);
	const answer = serialize(draw());
	const figures = [
		timed('50 machines', 'bars of 7 d of crashes', 5, draw),
		timed('50 machines', 'the same, taken in by the main thread', 100, () => deserialize(answer)),
	];
	book.close();
	rmSync(directory, {recursive: true});
	return figures;
};

/** What the journal's thread takes for its answers when it has 30 days of 1,000 machines, and what an unchanged poll costs the main one. */
export const journalFigures = (): readonly Figure[] => {
	const directory = mkdtempSync(join(tmpdir(), 'flydeck-bench-'));
	const nowMs = systemClock.now();
	const ids = fillMonth(directory, {machines: 1000, perDay: 10, nowMs});
	const book = openBook(directory);
	book.write([], nowMs);
	let page = 0;
	const nextPage = (): readonly string[] => {
		page = (page + 1) % 20;
		return ids.slice(page * 50, page * 50 + 50);
	};

	const machines = Array.from({length: 10_000}, (_, index) => buildMachine({id: `m${index}`}));
	const fleetOf = () => new Map(machines.map(machine => [machine.id, machine]));
	const fleets = [fleetOf(), fleetOf()];
	const none = new Map();
	const detect = createWholeDetector();
	let look = 0;
	const figures = [
		timed('1000 machines', 'bars of 50 of them, 24 h', 100, () => book.barsOf(nextPage(), {fromMs: nowMs - dayMs, toMs: nowMs}, 100)),
		timed('1000 machines', 'history of one, 30 days', 100, () => book.historyOf(nextPage()[0] ?? '', 0, nowMs)),
		timed('1000 machines', 'uptime of one, 7 days', 100, () => book.uptimeOf(nextPage()[0] ?? '', [nowMs - 7 * dayMs], nowMs)),
		timed('1000 machines', 'changes of the last 12 h', 10, () => book.changesSince(nowMs - dayMs / 2, nowMs)),
		timed('10000 machines', 'unchanged, looked through', 50, () => {
			look += 1;
			detect({fleet: fleets[look % 2] ?? none, ownLeases: none, seenLeases: none, apps: none}, nowMs);
		}),
	];
	book.close();
	rmSync(directory, {recursive: true});
	return [...figures, ...crashingFigures(nowMs)];
};
