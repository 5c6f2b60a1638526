import type {Machine} from '../domain/machine.ts';
import {stateSinceMs} from '../domain/since.ts';
import type {Mode, NoteTone, State, Target} from '../store/state.ts';
import type {View} from '../store/view.ts';
import type {Outcome} from './command.ts';

export const nothing: Outcome = {};

export const changeView = (change: Partial<View>): Outcome => ({events: [{type: 'view-changed', change}]});

export const enterMode = (mode: Mode): Outcome => changeView({mode});

export const leaveMode: Outcome = enterMode({kind: 'browse'});

export const note = (state: State, tone: NoteTone, text: string): Outcome => ({events: [{type: 'noted', tone, text, atMs: state.nowMs}]});

export const both = (first: Outcome, second: Outcome): Outcome => ({
	events: [...(first.events ?? []), ...(second.events ?? [])],
	effects: [...(first.effects ?? []), ...(second.effects ?? [])],
});

/** A machine as it is at this moment, to be named in a dialog and acted on afterwards. */
export const targetOf = (machine: Machine): Target => ({
	id: machine.id,
	app: machine.app,
	name: machine.name,
	state: machine.state,
	sinceMs: stateSinceMs(machine),
});
