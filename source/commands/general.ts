import {selectUnfinishedJobs} from '../store/jobs.ts';
import type {State} from '../store/state.ts';
import type {Command, Outcome} from './command.ts';
import {both, changeView, enterMode, note} from './outcomes.ts';
import {stepBack} from './view.ts';

const togglePause = (state: State): Outcome => {
	const isPaused = !state.view.isPaused;
	const told = note(state, 'info', isPaused ? 'Paused: the table shows what was read last.' : 'Live again.');
	return both(changeView({isPaused}), isPaused ? told : both(told, {effects: [{type: 'refresh'}]}));
};

/** Quits, unless that would leave a job: then it is asked about. */
const quit = (state: State): Outcome =>
	selectUnfinishedJobs(state).length === 0 ? {effects: [{type: 'quit'}]} : enterMode({kind: 'ask', plan: {kind: 'quit'}});

const ringing = ['on', 'off'] as const;

const setBell = (state: State, choice?: string): Outcome => {
	const isBellOn = choice === undefined ? !state.view.isBellOn : choice === 'on';
	const told = isBellOn ? 'The bell rings when a machine gets into new trouble.' : 'The bell is quiet.';
	return both(changeView({isBellOn}), note(state, 'info', told));
};

export const generalCommands: readonly Command[] = [
	{
		id: 'prompt',
		title: 'run a command by its name',
		keys: [':'],
		group: 'general',
		risk: 'none',
		hint: 'command',
		run: () => enterMode({kind: 'prompt', text: '', picked: -1}),
	},
	{
		id: 'help',
		title: 'this help',
		keys: ['?'],
		group: 'general',
		risk: 'none',
		hint: 'help',
		isInPrompt: true,
		run: () => enterMode({kind: 'help', scroll: 0}),
	},
	{
		id: 'refresh',
		title: 'read again now',
		keys: ['ctrl-r'],
		group: 'general',
		risk: 'none',
		isInPrompt: true,
		run: () => ({effects: [{type: 'refresh'}]}),
	},
	{id: 'pause', title: 'pause or resume the live refresh', keys: ['p'], group: 'general', risk: 'none', isInPrompt: true, run: togglePause},
	{
		id: 'bell',
		title: 'ring when a machine gets into new trouble, or be quiet again',
		keys: [':bell'],
		group: 'general',
		risk: 'none',
		isInPrompt: true,
		choices: ringing,
		choiceTitle: choice => (choice === 'on' ? 'ring when a machine gets into new trouble' : 'be quiet'),
		disabledBecause: ({replay}) => (replay === undefined ? undefined : 'Nothing rings in a replay: what happens there is not new.'),
		run: setBell,
	},
	{
		id: 'repaint',
		isEverywhere: true,
		title: 'paint the whole screen again',
		keys: ['ctrl-l'],
		group: 'general',
		risk: 'none',
		run: () => ({effects: [{type: 'repaint'}]}),
	},
	{
		id: 'background',
		isEverywhere: true,
		title: 'suspend flydeck; fg brings it back',
		keys: ['ctrl-z'],
		group: 'general',
		risk: 'none',
		run: () => ({effects: [{type: 'suspend-job'}]}),
	},
	{
		id: 'close',
		title: 'back; at the root, quit',
		keys: ['q'],
		group: 'general',
		risk: 'none',
		hint: 'quit',
		run: state => stepBack(state) ?? quit(state),
	},
	{
		id: 'quit',
		isEverywhere: true,
		title: 'quit',
		keys: ['ctrl-c'],
		group: 'general',
		risk: 'none',
		isInPrompt: true,
		run: () => ({effects: [{type: 'quit'}]}),
	},
];
