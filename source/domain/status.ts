import {stateRow, type Tone} from './lifecycle.ts';
import type {Machine} from './machine.ts';
import {type Pending, shownState} from './pending.ts';
import type {Trouble} from './trouble.ts';

/** How a machine's state is shown: a word, a glyph and a tone that the theme turns into a colour. */
export type Status = {readonly tone: Tone; readonly glyph: string; readonly label: string};

/** The status of a machine, with what is hoped for laid over what the API said. One that runs in a crash loop is not well. */
export const statusOf = (machine: Machine, pending: Pending | undefined, trouble: Trouble | undefined): Status => {
	const row = stateRow(shownState(machine, pending));
	const tone = pending === undefined && trouble?.kind === 'CRASH' ? 'bad' : row.tone;
	return {tone, glyph: row.glyph, label: row.state};
};
