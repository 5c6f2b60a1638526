import {takesLasts} from '../../commands/modes/confirm.ts';
import type {Line} from '../../domain/details/line.ts';
import {imageOf, imagesInWords, tagsInWords} from '../../domain/image.ts';
import {stateSinceMs} from '../../domain/since.ts';
import {truncate, widthOf} from '../../domain/text.ts';
import {formatAge} from '../../domain/time.ts';
import {type Order, orderInWords, type Verb, verbs} from '../../domain/verbs.ts';
import {endOf} from '../../domain/wrap.ts';
import type {ConfirmMode} from '../../store/confirming.ts';
import {limitInWords} from '../../store/jobs.ts';
import {machineSubject, selectProtection} from '../../store/protection.ts';
import type {Skipped, State, Target} from '../../store/state.ts';
import {type Block, countLines, type DialogText, essential, field, fitted, gap, paragraph, type Room, spare} from './blocks.ts';
import {protectedBlocks} from './protected-text.ts';
import {hiddenQuestion, questionLines} from './question.ts';
import {appBlock, stateField, whoBlocks} from './target-blocks.ts';
import {textField} from './text-field.ts';

const warnings: Partial<Readonly<Record<Verb, string>>> = {
	'force-delete': 'What runs will be killed.',
	cordon: 'The proxy sends it nothing until it is uncordoned.',
};

const dataAge = ({feeds, nowMs}: State, {app}: Target): string => {
	const answeredAtMs = feeds.get(app)?.answeredAtMs;
	return answeredAtMs === undefined ? 'not read yet' : `read ${formatAge(nowMs - answeredAtMs)} ago, and again before the act`;
};

const questionBlock = ({confirmation: {order, ask, targets}, typed, isHiddenAccepted}: ConfirmMode, width: number): Block =>
	isHiddenAccepted ? essential(...questionLines(verbs[order.verb].title, ask, typed, targets.length, width)) : essential(hiddenQuestion);

const orderBlocks = ({confirmation: {order}}: ConfirmMode, width: number): readonly Block[] =>
	order.signal === undefined && order.timeoutSeconds === undefined ? [] : [essential(...field('act', orderInWords(order), width))];

/** The image that the machines get: where it is longer than a line, its end in any case, by which it is told from others. */
const toBlocks = (image: string, width: number): readonly Block[] => {
	const plainly = paragraph(`to ${image}`, width);
	const fitting = [field('to', image, width), plainly].find(({length}) => length === 1);
	return fitting === undefined ? [essential([{text: `to …${endOf(image, width - 4)}`}]), spare(2, ...plainly)] : [essential(...fitting)];
};

const imageBlocks = ({fleet}: State, {confirmation: {order, targets}}: ConfirmMode, width: number): readonly Block[] => {
	const {image} = order;
	const [only] = targets.length === 1 ? targets : [];
	const machine = only === undefined ? undefined : fleet.get(only.id);
	if (image === undefined) {
		return [];
	}

	return [
		...(machine === undefined ? [] : [spare(1, ...field('from', imageOf(machine) ?? '?', width))]),
		...toBlocks(image, width),
		spare(2, ...paragraph('What runs is stopped and started anew; all else of the config stays.', width, {tone: 'busy'})),
	];
};

const warningBlocks = (verb: Verb, width: number): readonly Block[] => {
	const warning = warnings[verb];
	return warning === undefined ? [] : [essential(...paragraph(warning, width, {tone: 'bad'}))];
};

/** What a cordon does, and for how long it is meant: that is all the warning that there is room for on the smallest screen. */
const cordonBlocks = ({lasts, isLastsOpen}: ConfirmMode, width: number): readonly Block[] => {
	if (isLastsOpen) {
		const hint = 'such as 15m or 1h30m, then enter';
		return [essential(textField({text: 'for        ', isFaint: true}, lasts, width), [{text: hint, isFaint: true}])];
	}

	return lasts === ''
		? [spare(3, ...field('for', 'without end; tab: for a time', width)), ...warningBlocks('cordon', width)]
		: [essential(...paragraph(`For ${lasts}: then flydeck reminds you, if it runs: it uncordons nothing.`, width, {tone: 'bad'}))];
};

const protectionOf = (state: State, targets: readonly Target[]): string | undefined =>
	selectProtection(
		state,
		targets.map(target => machineSubject(state, target)),
	);

/** What has to be known of the act itself. */
const actBlocks = (state: State, mode: ConfirmMode, width: number): readonly Block[] => [
	...protectedBlocks(protectionOf(state, mode.confirmation.targets), width),
	...imageBlocks(state, mode, width),
	...(takesLasts(mode) ? cordonBlocks(mode, width) : warningBlocks(mode.confirmation.order.verb, width)),
];

const oneText = (state: State, mode: ConfirmMode, target: Target, width: number): readonly Block[] => {
	const {ask} = mode.confirmation;
	return [
		...whoBlocks(target, width, ask.kind === 'type' ? ask.expected : undefined),
		appBlock(target, width),
		essential(...stateField(state, target, width)),
		...orderBlocks(mode, width),
		spare(5, ...field('data', dataAge(state, target), width)),
		...actBlocks(state, mode, width),
		gap,
		questionBlock(mode, width),
	];
};

/**
A machine of several: its id first, since that is what is acted on, and its state as it is now, next to what it was, if that is something else. Where
the image is to be another, which one it has now.
*/
const targetLine = ({fleet, nowMs}: State, {id, name, app, state: was}: Target, {image}: Order, width: number): Line => {
	const machine = fleet.get(id);
	const sinceMs = machine === undefined ? undefined : stateSinceMs(machine);
	const age = sinceMs === undefined ? '' : ` ${formatAge(nowMs - sinceMs)}`;
	const now = machine?.state ?? 'gone';
	const hasChanged = now !== was;
	const inWords = hasChanged ? `${now}, was ${was}` : `${now}${age}`;
	const lineOf = (...who: readonly string[]): string => [id, inWords.padEnd(14), ...who].join('  ');
	const whole = image === undefined ? lineOf(app, name) : lineOf(name, imagesInWords(machine, image), app);
	const shown = image === undefined || widthOf(whole) <= width ? whole : lineOf(name, tagsInWords(machine, image), app);
	return [{text: truncate(shown, width), ...(hasChanged ? {tone: 'bad'} : {})}];
};

const labelOf = ({name, id}: Target): string => name || id;

const skippedBlocks = (skipped: readonly Skipped[], width: number): readonly Block[] =>
	skipped.length === 0
		? []
		: [
				essential([
					{text: truncate(`${skipped.length} left out: ${skipped.map(({target}) => labelOf(target)).join(', ')}`, width), tone: 'busy'},
				]),
				...skipped.map(({why}, index) =>
					spare(6 + index, ...paragraph(why, width - 2, {isFaint: true}).map(line => [{text: '  '}, ...line])),
				),
			];

const hiddenBlocks = (hidden: number, width: number): readonly Block[] =>
	hidden === 0 ? [] : [essential(...paragraph(`${hidden} of them hidden by the filter`, width, {tone: 'bad'}))];

const paceBlocks = ({parallel, confirmation: {targets}}: ConfirmMode, width: number): readonly Block[] =>
	targets.length === 1
		? []
		: [
				spare(4, ...field('at once', `${parallel}   + - or = (a third)`, width)),
				spare(5, ...field('then', 'the first failure pauses; J shows it', width)),
				spare(5, ...field('limit', limitInWords, width)),
			];

/** At least so many machines are listed before anything spare is told, where the screen has the room. */
const listedFirst = 6;

const listBlocks = (
	state: State,
	{confirmation: {order, targets}, scroll}: ConfirmMode,
	{width, height}: Room,
	others: readonly Block[],
): Block => {
	const head = targets.length === 1 ? 0 : 1;
	const inAll = height - head - countLines(others);
	const atMost = height - head - countLines(others.filter(({rank}) => rank === 0));
	const room = Math.max(1, Math.min(atMost, Math.max(inAll, listedFirst)));
	const from = Math.max(0, Math.min(scroll, targets.length - room));
	const shown = targets.slice(from, from + room);
	const part = shown.length < targets.length ? `, ${from + 1}-${from + shown.length} here: up, down` : '';
	const lines = shown.map(target => targetLine(state, target, order, width));
	return essential(...(head === 0 ? [] : [[{text: `${targets.length} machines${part}`, isStrong: true}]]), ...lines);
};

const manyText = (state: State, mode: ConfirmMode, room: Room): readonly Block[] => {
	const {skipped, hidden} = mode.confirmation;
	const {width} = room;
	const others: readonly Block[] = [
		...skippedBlocks(skipped, width),
		...orderBlocks(mode, width),
		...actBlocks(state, mode, width),
		...hiddenBlocks(hidden, width),
		...paceBlocks(mode, width),
		gap,
		questionBlock(mode, width),
	];
	return [listBlocks(state, mode, room, others), ...others];
};

/** A question before an act. All that has to be read before it is answered is there on the smallest screen. */
export const confirmText = (state: State, mode: ConfirmMode, room: Room): DialogText => {
	const {order, targets, skipped, hidden} = mode.confirmation;
	const [only] = targets.length === 1 && skipped.length === 0 && hidden === 0 ? targets : [];
	const blocks = only === undefined ? manyText(state, mode, room) : oneText(state, mode, only, room.width);
	return {title: verbs[order.verb].title, lines: fitted(blocks, room.height)};
};
