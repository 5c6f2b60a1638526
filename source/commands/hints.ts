import {tabs} from '../domain/details/tabs.ts';
import {verbs} from '../domain/verbs.ts';
import type {Mode, State} from '../store/state.ts';
import {leaseChoices} from './modes/lease.ts';
import {commands} from './table.ts';

/** A key and one word for what it does. */
export type Hint = {readonly key: string; readonly word: string};

/** The hints of the table, most wanted first; a narrow screen shows as many as fit. */
const wanted: readonly string[] = ['open', 'filter', 'start', 'stop', 'lease', 'delete', 'help', 'close', 'wait', 'prompt', 'pane'];

const browseHints: readonly Hint[] = wanted.flatMap(id => {
	const command = commands.find(row => row.id === id);
	return command?.hint === undefined ? [] : [{key: command.keys[0] ?? '', word: command.hint}];
});

const detailsHints: readonly Hint[] = [
	{key: `1-${tabs.length}`, word: 'tab'},
	{key: 'j k', word: 'scroll'},
	{key: 'esc', word: 'back'},
	...browseHints,
];

const typingHints: readonly Hint[] = [
	{key: 'enter', word: 'keep'},
	{key: 'esc', word: 'undo'},
	{key: 'ctrl-u', word: 'empty'},
];

const readingHints: readonly Hint[] = [
	{key: 'j k', word: 'scroll'},
	{key: 'ctrl-f ctrl-b', word: 'page'},
	{key: 'g G', word: 'ends'},
	{key: 'esc', word: 'close'},
];

const hintsByMode: Readonly<Record<Exclude<Mode['kind'], 'browse' | 'confirm'>, readonly Hint[]>> = {
	filter: typingHints,
	prompt: [
		{key: 'tab', word: 'complete'},
		{key: 'up down', word: 'pick'},
		{key: 'enter', word: 'run'},
		{key: 'esc', word: 'close'},
	],
	help: readingHints,
	notes: readingHints,
	jobs: [{key: 'P', word: 'pause'}, {key: 'X', word: 'abort'}, ...readingHints],
	lease: [{key: '0-9', word: 'seconds'}, ...leaseChoices.map(({key, title}) => ({key, word: title})), {key: 'esc', word: 'close'}],
	signal: [
		{key: 'j k', word: 'pick'},
		{key: '0-9', word: 'seconds'},
		{key: 'enter', word: 'choose'},
		{key: 'esc', word: 'close'},
	],
	wait: [
		{key: 'j k', word: 'pick'},
		{key: 'enter', word: 'wait'},
		{key: 'esc', word: 'close'},
	],
};

const confirmHints = ({confirmation: {order, ask, targets}, isHiddenAccepted}: Mode & {readonly kind: 'confirm'}): readonly Hint[] => {
	if (!isHiddenAccepted) {
		return [
			{key: 'tab', word: 'hidden ones too'},
			{key: 'esc', word: 'no'},
		];
	}

	const pace: readonly Hint[] = targets.length > 1 ? [{key: '+ -', word: 'at once'}] : [];
	const go: Hint = {key: ask.kind === 'yes' ? 'y' : 'enter', word: verbs[order.verb].title};
	return [go, ...pace, {key: ask.kind === 'yes' ? 'n esc' : 'esc', word: 'no'}];
};

/** The hints that fit the present mode, most wanted first. */
export const hintsFor = ({view}: State): readonly Hint[] => {
	const {mode} = view;
	switch (mode.kind) {
		case 'browse':
			return view.focus === 'details' ? detailsHints : browseHints;
		case 'confirm':
			return confirmHints(mode);
		default:
			return hintsByMode[mode.kind];
	}
};
