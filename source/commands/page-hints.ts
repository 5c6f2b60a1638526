import type {ChangeMode, VersionsMode} from '../store/drafts.ts';
import type {LogsMode} from '../store/logs.ts';
import type {MetadataMode} from '../store/metadata.ts';
import type {Hint} from './hints.ts';
import {canBeOffered} from './modes/change.ts';

export const readingHints: readonly Hint[] = [
	{key: 'j k', word: 'scroll'},
	{key: 'esc', word: 'close'},
	{key: 'ctrl-f ctrl-b', word: 'page'},
	{key: 'g G', word: 'ends'},
];

export const timelineHints: readonly Hint[] = [
	{key: '+ -', word: 'zoom'},
	{key: 'left right', word: 'time'},
	{key: '0', word: 'now'},
	{key: 'j k', word: 'machines'},
	{key: 'esc', word: 'close'},
];

export const fleetHints: readonly Hint[] = [
	{key: 'left right j k', word: 'pick'},
	{key: 'enter', word: 'its machines'},
	{key: '+ -', word: 'zoom'},
	{key: 'esc', word: 'close'},
];

export const changeHints = ({draft, isOffered}: ChangeMode): readonly Hint[] => {
	if (isOffered) {
		return [
			{key: 'y', word: 'apply'},
			{key: 'j k', word: 'scroll'},
			{key: 'n esc', word: 'no'},
		];
	}

	return canBeOffered(draft) ? [{key: 'b', word: 'apply it'}, ...readingHints] : readingHints;
};

export const versionsHints = ({path}: VersionsMode): readonly Hint[] =>
	path === undefined
		? [
				{key: 'j k', word: 'pick'},
				{key: 'enter', word: 'show'},
				{key: 'b', word: 'back to it'},
				{key: 'esc', word: 'close'},
			]
		: [
				{key: 'enter', word: 'show'},
				{key: 'esc', word: 'back'},
				{key: 'ctrl-u', word: 'empty'},
			];

export const logsHints = ({entry, filter}: LogsMode): readonly Hint[] =>
	entry === undefined
		? [
				{key: 'k', word: 'scroll'},
				{key: 'G', word: 'follow'},
				{key: '/', word: 'filter'},
				...(filter === '' ? [] : [{key: 'F', word: 'save filter'}]),
				{key: 't', word: 'since'},
				{key: 'w', word: 'wrap'},
				{key: 'ctrl-s', word: 'save'},
				{key: 'esc', word: 'close'},
			]
		: [
				...(entry.kind === 'filter' ? [{key: 'tab', word: 'complete'}] : []),
				{key: 'enter', word: entry.kind === 'filter' ? 'keep' : 'save'},
				{key: 'esc', word: 'undo'},
				{key: 'ctrl-u', word: 'empty'},
			];

export const metadataHints = ({entry}: MetadataMode): readonly Hint[] => {
	switch (entry?.kind) {
		case undefined:
			return [
				{key: 'j k', word: 'pick'},
				{key: 'a', word: 'add'},
				{key: 'e', word: 'change'},
				{key: 'x', word: 'remove'},
				{key: 'esc', word: 'close'},
			];
		case 'remove':
			return [
				{key: 'y', word: 'remove'},
				{key: 'n esc', word: 'no'},
			];
		case 'set':
			return [
				{key: 'enter', word: entry.field === 'key' ? 'next' : 'set'},
				{key: 'esc', word: 'no'},
				{key: 'ctrl-u', word: 'empty'},
			];
	}
};
