import {tabs} from '../domain/details/tabs.ts';
import type {Confirmation, Mode, State} from '../store/state.ts';
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
	lease: [{key: '0-9', word: 'seconds'}, ...leaseChoices.map(({key, title}) => ({key, word: title})), {key: 'esc', word: 'close'}],
	wait: [
		{key: 'j k', word: 'pick'},
		{key: 'enter', word: 'wait'},
		{key: 'esc', word: 'close'},
	],
};

const confirmHints = ({verb, ask}: Confirmation): readonly Hint[] =>
	ask.kind === 'yes'
		? [
				{key: 'y', word: verb},
				{key: 'n esc', word: 'no'},
			]
		: [
				{key: 'enter', word: 'delete'},
				{key: 'esc', word: 'no'},
			];

/** The hints that fit the present mode, most wanted first. */
export const hintsFor = ({view}: State): readonly Hint[] => {
	const {mode} = view;
	switch (mode.kind) {
		case 'browse':
			return view.focus === 'details' ? detailsHints : browseHints;
		case 'confirm':
			return confirmHints(mode.confirmation);
		default:
			return hintsByMode[mode.kind];
	}
};
