import {explainExit, isFailure} from '../exit.ts';
import {stateRow, type Tone} from '../lifecycle.ts';
import {formatDuration} from '../time.ts';
import type {HistoryItem} from './items.ts';
import {type Aspect, type Change, type CheckAspect, checkNameOf, isCheckAspect} from './record.ts';

/** A line of the history in words: what kind it is, what came of it, who did it, and why. */
export type ItemWords = {
	readonly type: string;
	readonly value: string;
	readonly source: string;
	readonly detail: string;
	readonly tone: Tone | undefined;
};

type OneAspect = Exclude<Aspect, CheckAspect>;

/** How the values of an aspect read; the empty one is the usual one. */
const aspects: Readonly<Record<OneAspect, {readonly usual: string; readonly tone: (value: string) => Tone | undefined}>> = {
	state: {usual: '?', tone: value => stateRow(value).tone},
	version: {usual: '?', tone: () => undefined},
	lease: {usual: 'ended', tone: value => (value === '' ? undefined : 'busy')},
	cordoned: {usual: 'ended', tone: value => (value === '' ? undefined : 'busy')},
	host: {usual: 'ok', tone: value => (value === '' ? 'good' : 'bad')},
};

const checkTones: Readonly<Record<string, Tone>> = {passing: 'good', critical: 'bad', warning: 'busy'};

const changeWords = ({aspect, value, detail, lastDetail}: Change): ItemWords => {
	if (isCheckAspect(aspect)) {
		const said = [checkNameOf(aspect), detail].filter(Boolean).join(': ');
		const last = lastDetail === undefined ? '' : `; in the end: ${lastDetail || 'nothing'}`;
		return {type: 'check', value, source: '', detail: `${said}${last}`, tone: checkTones[value]};
	}

	const {usual, tone} = aspects[aspect];
	// Versions and owners are longer than their column.
	const isLong = (aspect === 'version' || aspect === 'lease') && value !== '';
	return isLong
		? {
				type: aspect,
				value: aspect === 'lease' ? 'held' : 'new',
				source: '',
				detail: [value, detail].filter(Boolean).join('  '),
				tone: tone(value),
			}
		: {type: aspect, value: value || usual, source: '', detail, tone: tone(value)};
};

/** One item of the history in words. */
export const itemWords = (item: HistoryItem): ItemWords => {
	switch (item.kind) {
		case 'event': {
			const {type, status, source, exit} = item.event;
			const tone = exit !== undefined && isFailure(exit) ? 'bad' : stateRow(status).tone;
			return {type, value: status, source, detail: exit === undefined ? '' : explainExit(exit), tone};
		}

		case 'change':
			return changeWords(item.change);
		case 'action': {
			const {what, result, tookMs} = item.action;
			const took = tookMs === undefined ? [] : [formatDuration(tookMs)];
			const requests = item.requestIds.map(id => `request ${id}`);
			return {type: 'action', value: '', source: 'you', detail: [`${what}: ${result}`, ...took, ...requests].join('  '), tone: undefined};
		}
	}
};
