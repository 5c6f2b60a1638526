import {resourceVerbs} from '../domain/resources/orders.ts';
import type {ConfirmResourceMode} from '../store/resources.ts';
import type {ResourceScreen} from '../store/screens.ts';
import {resourceHints} from './resources.ts';

type Hints = readonly {readonly key: string; readonly word: string}[];

/** While marks that the filter hides have not been accepted. */
export const hiddenHints: Hints = [
	{key: 'tab', word: 'hidden ones too'},
	{key: 'esc', word: 'no'},
];

/** The hints of a table of things that are no machines. */
export const screenHints = ({kind, focus}: ResourceScreen): Hints => [
	...(focus === 'details' ? [{key: 'j k', word: 'scroll'}] : [{key: 'enter', word: kind === 'apps' ? 'its machines' : 'open'}]),
	{key: 'esc', word: 'back'},
	...resourceHints(kind),
	{key: 'space', word: 'mark'},
	{key: '/', word: 'filter'},
	{key: ':', word: 'command'},
	{key: '?', word: 'help'},
];

export const confirmResourceHints = ({confirmation: {order, ask}, isHiddenAccepted}: ConfirmResourceMode): Hints =>
	isHiddenAccepted
		? [
				{key: ask.kind === 'yes' ? 'y' : 'enter', word: resourceVerbs[order.verb].title},
				{key: ask.kind === 'yes' ? 'n esc' : 'esc', word: 'no'},
			]
		: hiddenHints;
