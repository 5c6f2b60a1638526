import {verbs} from '../domain/verbs.ts';
import {selectScreen} from '../store/screens.ts';
import type {Mode, State} from '../store/state.ts';
import {askedCurlKey, isCurlAsked} from './asked-curl.ts';
import {formHints, newMachineHints} from './form-hints.ts';
import {takesLasts} from './modes/confirm.ts';
import {copyChoices, curlKey} from './modes/copy.ts';
import {copyDoneKey} from './modes/copy-curl.ts';
import {leaseChoices} from './modes/lease.ts';
import {takesTimeout} from './modes/signal.ts';
import {changeHints, fleetHints, logsHints, metadataHints, readingHints, timelineHints, versionsHints} from './page-hints.ts';
import {confirmResourceHints, hiddenHints, screenHints} from './resource-hints.ts';
import {tableHints} from './table-hints.ts';

/** A key and one word for what it does. */
export type Hint = {readonly key: string; readonly word: string};

const typingHints: readonly Hint[] = [
	{key: 'tab', word: 'complete'},
	{key: 'enter', word: 'keep'},
	{key: 'esc', word: 'undo'},
	{key: 'ctrl-u', word: 'empty'},
];

const hintsByMode: Readonly<
	Record<
		Exclude<
			Mode['kind'],
			'browse' | 'confirm' | 'confirm-resource' | 'signal' | 'logs' | 'metadata' | 'change' | 'versions' | 'form' | 'new-machine'
		>,
		readonly Hint[]
	>
> = {
	filter: typingHints,
	prompt: [
		{key: 'tab', word: 'complete'},
		{key: 'up down', word: 'pick'},
		{key: 'enter', word: 'run'},
		{key: 'esc', word: 'close'},
	],
	help: readingHints,
	notes: readingHints,
	leases: readingHints,
	actions: [{key: copyDoneKey, word: 'copy as curl'}, ...readingHints],
	changes: readingHints,
	timeline: timelineHints,
	fleet: fleetHints,
	output: readingHints,
	exec: [
		{key: 'enter', word: 'run'},
		{key: 'tab', word: 'seconds'},
		{key: 'up down', word: 'earlier'},
		{key: 'esc', word: 'close'},
		{key: 'ctrl-o', word: 'last output'},
	],
	jobs: [{key: 'P', word: 'pause'}, {key: 'X', word: 'abort'}, ...readingHints],
	create: [
		{key: 'y', word: 'make it'},
		{key: 'j k', word: 'scroll'},
		{key: 'b', word: 'back to the form'},
		{key: 'n esc', word: 'no'},
	],
	// The dialog names the keys of its choices itself: they come last.
	lease: [{key: '0-9', word: 'seconds'}, {key: 'esc', word: 'close'}, ...leaseChoices.map(({key, title}) => ({key, word: title}))],
	'break-lease': [
		{key: 'enter', word: 'break it'},
		{key: 'esc', word: 'no'},
	],
	'confirm-protected': [
		{key: 'enter', word: 'do it'},
		{key: 'esc', word: 'back'},
	],
	ask: [
		{key: 'y', word: 'yes'},
		{key: 'n esc', word: 'no'},
	],
	'leftover-leases': [
		{key: 'r', word: 'release'},
		{key: 'k', word: 'keep'},
		{key: 'esc', word: 'later'},
	],
	copy: [...copyChoices.map(({key, title}) => ({key, word: title})), {key: curlKey, word: 'curl'}, {key: 'esc', word: 'close'}],
	'copy-curl': [
		{key: 'j k', word: 'pick'},
		{key: 'enter', word: 'copy'},
		{key: 'esc', word: 'close'},
	],
	wait: [
		{key: 'j k', word: 'pick'},
		{key: 'enter', word: 'wait'},
		{key: 'esc', word: 'close'},
	],
};

const confirmHints = (mode: Mode & {readonly kind: 'confirm'}): readonly Hint[] => {
	const {order, ask, targets} = mode.confirmation;
	if (!mode.isHiddenAccepted) {
		return hiddenHints;
	}

	if (mode.isLastsOpen) {
		return [
			{key: 'enter', word: 'keep the time'},
			{key: 'esc', word: 'no'},
		];
	}

	const pace: readonly Hint[] = targets.length > 1 ? [{key: '+ - =', word: 'at once'}] : [];
	const lasts: readonly Hint[] = takesLasts(mode) ? [{key: 'tab', word: 'for a time'}] : [];
	const go: Hint = {key: ask.kind === 'yes' ? 'y' : 'enter', word: verbs[order.verb].title};
	return [go, ...lasts, ...pace, {key: ask.kind === 'yes' ? 'n esc' : 'esc', word: 'no'}];
};

const signalHints = (mode: Mode & {readonly kind: 'signal'}): readonly Hint[] => [
	{key: 'j k', word: 'pick'},
	...(takesTimeout(mode) ? [{key: '0-9', word: 'seconds'}] : []),
	{key: 'enter', word: 'choose'},
	{key: 'esc', word: 'close'},
];

const curlHint: Hint = {key: askedCurlKey, word: 'as curl'};

/** The hints that fit the present mode, most wanted first: after the way out comes the one to copy what is asked. */
export const hintsFor = (state: State): readonly Hint[] => {
	const hints = modeHints(state);
	const wayOut = hints.findIndex(({key}) => key.endsWith('esc'));
	return isCurlAsked(state, state.view.mode) ? hints.toSpliced(wayOut === -1 ? hints.length : wayOut + 1, 0, curlHint) : hints;
};

const modeHints = (state: State): readonly Hint[] => {
	const {mode} = state.view;
	const screen = selectScreen(state);
	switch (mode.kind) {
		case 'browse':
			return screen === undefined ? tableHints(state) : screenHints(screen);
		case 'confirm':
			return confirmHints(mode);
		case 'confirm-resource':
			return confirmResourceHints(mode);
		case 'signal':
			return signalHints(mode);
		case 'logs':
			return logsHints(mode);
		case 'change':
			return changeHints(mode);
		case 'versions':
			return versionsHints(mode);
		case 'form':
			return formHints(mode);
		case 'new-machine':
			return newMachineHints(mode, state.view.keptForm);
		case 'metadata':
			return metadataHints(mode);
		default:
			return hintsByMode[mode.kind];
	}
};
