import type {Segment} from '../../domain/details/line.ts';
import {stateRow} from '../../domain/lifecycle.ts';
import type {Machine} from '../../domain/machine.ts';
import {stateSinceMs} from '../../domain/since.ts';
import {truncate} from '../../domain/text.ts';
import {formatAge} from '../../domain/time.ts';
import type {State, Target} from '../../store/state.ts';
import {type Block, essential, field, spare} from './blocks.ts';

/** The API's longest name, in letters; a wider one is cut, since nobody is asked to type it. */
const widestName = 63;

/** Who the dialog is about, whole. What has to be typed is shown a second time only where there is room. */
export const whoBlocks = ({id, name}: Target, width: number, typed?: string): readonly Block[] => {
	const shownName = truncate(name, widestName);
	const both = field('machine', [shownName, id].filter(text => text !== '').join('  '), width);
	if (both.length === 1 && typed !== name && typed !== id) {
		return [essential(...both)];
	}

	const rankOf = (text: string): number => (text === typed ? 2 : 0);
	return [
		...(name === '' ? [] : [spare(rankOf(name), ...field('machine', shownName, width))]),
		spare(rankOf(id), ...field('id', id, width)),
	];
};

const nowInWords = ({state}: Machine, sinceMs: number | undefined, nowMs: number): string =>
	sinceMs === undefined ? state : `${state} for ${formatAge(nowMs - sinceMs)}`;

/** The machine's state as it is now, next to what it was when the dialog opened, if that is something else. */
export const stateField = ({fleet, nowMs}: State, {id, state: was}: Target, width: number): Block['lines'] => {
	const machine = fleet.get(id);
	if (machine === undefined) {
		return field('state', `gone now, was ${was} when this opened`, width, {tone: 'bad'});
	}

	const now = nowInWords(machine, stateSinceMs(machine), nowMs);
	const look: Omit<Segment, 'text'> = {tone: stateRow(machine.state).tone};
	return machine.state === was ? field('state', now, width, look) : field('state', `now ${now}, was ${was} when this opened`, width, look);
};

export const appBlock = ({app}: Target, width: number): Block => spare(4, ...field('app', truncate(app, widestName), width));
