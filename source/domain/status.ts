import {stateRow, type Tone} from './lifecycle.ts';
import type {Machine} from './machine.ts';
import {type Pending, shownState} from './pending.ts';
import {isCrashLooping} from './trouble.ts';

/** How a machine's state is shown: a word, a glyph and a tone that the theme turns into a colour. */
export type Status = {readonly tone: Tone; readonly glyph: string; readonly label: string};

/** The status of a machine, with what is hoped for laid over what the API said. */
export const statusOf = (machine: Machine, pending: Pending | undefined, nowMs: number): Status => {
	const row = stateRow(shownState(machine, pending));
	if (pending === undefined && isCrashLooping(machine, nowMs)) {
		return {tone: 'bad', glyph: row.glyph, label: row.state};
	}

	return {tone: row.tone, glyph: row.glyph, label: row.state};
};
