import {formatAge} from '../../domain/time.ts';
import {type Verb, verbs} from '../../domain/verbs.ts';
import type {Ask, Mode, State, Target} from '../../store/state.ts';
import {type Block, type DialogText, essential, field, fitted, gap, paragraph, type Room, spare} from './blocks.ts';
import {appBlock, stateField, whoBlocks} from './target-blocks.ts';
import {textField} from './text-field.ts';

const titles: Readonly<Record<Verb, string>> = {start: 'start', stop: 'stop', delete: 'delete', 'force-delete': 'force delete'};

const warnings: Partial<Readonly<Record<Verb, string>>> = {'force-delete': 'It will be killed.'};

const dataAge = ({feeds, nowMs}: State, {app}: Target): string => {
	const answeredAtMs = feeds.get(app)?.answeredAtMs;
	return answeredAtMs === undefined ? 'not read yet' : `read ${formatAge(nowMs - answeredAtMs)} ago, and again before the act`;
};

const questionBlock = (verb: Verb, ask: Ask, typed: string, width: number): Block =>
	ask.kind === 'yes'
		? essential([{text: `${verbs[verb].verb} it? `, isStrong: true}, {text: 'y', tone: 'bad'}, {text: ' / N'}])
		: essential(
				...paragraph(`Type ${ask.hint}:`, width),
				...paragraph(ask.expected, width, {isStrong: true}),
				textField({text: '> '}, typed, width),
			);

/** A question before an act. All that has to be read before it is answered is there on the smallest screen. */
export const confirmText = (state: State, {confirmation, typed}: Mode & {readonly kind: 'confirm'}, {width, height}: Room): DialogText => {
	const {verb, target, ask} = confirmation;
	const warning = warnings[verb];
	const blocks: readonly Block[] = [
		...whoBlocks(target, width, ask.kind === 'type' ? ask.expected : undefined),
		appBlock(target, width),
		essential(...stateField(state, target, width)),
		spare(5, ...field('data', dataAge(state, target), width)),
		...(warning === undefined ? [] : [essential(...paragraph(warning, width, {tone: 'bad'}))]),
		gap,
		questionBlock(verb, ask, typed, width),
	];
	return {title: titles[verb], lines: fitted(blocks, height)};
};
