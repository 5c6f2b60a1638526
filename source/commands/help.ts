import type {Line} from '../domain/details/line.ts';
import {states} from '../domain/lifecycle.ts';
import {filterForms} from '../domain/query/forms.ts';
import {machineKeys} from '../domain/query/machine-keys.ts';
import {toneOfTrouble, troubleKinds} from '../domain/trouble.ts';
import type {Group} from './command.ts';
import {commands} from './table.ts';

const titles: Readonly<Record<Group, string>> = {
	move: 'MOVE',
	machine: 'ON THE MACHINE UNDER THE CURSOR',
	resources: 'ON APPS AND WHAT THEY HAVE',
	view: 'VIEW',
	replay: 'IN A REPLAY',
	general: 'GENERAL',
};

const heading = (text: string): Line => [{text, isStrong: true}];

const groupLines = (group: Group): readonly Line[] => [
	heading(titles[group]),
	...commands
		.filter(command => command.group === group)
		.map((command): Line => [{text: `  ${command.keys.join(' ').padEnd(18)}`, tone: 'good'}, {text: command.title}]),
	[],
];

/** The help: every key with what it does, then what a filter can ask for, every kind of trouble and every state with its meaning. */
export const helpLines: readonly Line[] = [
	...(Object.keys(titles) as Group[]).flatMap(groupLines),
	heading('FILTER'),
	...[...machineKeys].map(([key, {meaning}]): Line => [{text: `  ${`${key}:`.padEnd(18)}`, tone: 'good'}, {text: meaning}]),
	...filterForms.map(({form, meaning}): Line => [{text: `  ${form.padEnd(18)}`, tone: 'good'}, {text: meaning}]),
	[],
	heading('TROUBLE'),
	...troubleKinds.map(
		({kind, severity, meaning}): Line => [{text: `  ${kind.padEnd(18)}`, tone: toneOfTrouble(severity)}, {text: meaning}],
	),
	[],
	heading('STATES'),
	...states.map(({state, glyph, tone, meaning}): Line => [{text: `  ${glyph} ${state.padEnd(16)}`, tone}, {text: meaning}]),
];
