import {stateSinceMs} from '../../domain/since.ts';
import {truncate} from '../../domain/text.ts';
import {formatAge} from '../../domain/time.ts';
import {orderInWords, type Verb, verbs} from '../../domain/verbs.ts';
import type {Ask, Mode, Skipped, State, Target} from '../../store/state.ts';
import {type Block, type DialogText, essential, field, fitted, gap, paragraph, type Room, spare} from './blocks.ts';
import {appBlock, stateField, whoBlocks} from './target-blocks.ts';
import {textField} from './text-field.ts';

type Confirm = Mode & {readonly kind: 'confirm'};

const warnings: Partial<Readonly<Record<Verb, string>>> = {
	'force-delete': 'What runs will be killed.',
	cordon: 'The proxy sends it nothing until it is uncordoned.',
};

const dataAge = ({feeds, nowMs}: State, {app}: Target): string => {
	const answeredAtMs = feeds.get(app)?.answeredAtMs;
	return answeredAtMs === undefined ? 'not read yet' : `read ${formatAge(nowMs - answeredAtMs)} ago, and again before the act`;
};

const questionBlock = (verb: Verb, ask: Ask, typed: string, many: number, width: number): Block =>
	ask.kind === 'yes'
		? essential([
				{text: `${verbs[verb].title} ${many === 1 ? 'it' : `these ${many}`}? `, isStrong: true},
				{text: 'y', tone: 'bad'},
				{text: ' / N'},
			])
		: essential(
				...paragraph(`Type ${ask.hint}:`, width),
				...paragraph(ask.expected, width, {isStrong: true}),
				textField({text: '> '}, typed, width),
			);

const orderBlocks = ({confirmation: {order}}: Confirm, width: number): readonly Block[] =>
	order.signal === undefined && order.timeoutSeconds === undefined ? [] : [essential(...field('act', orderInWords(order), width))];

const warningBlocks = (verb: Verb, width: number): readonly Block[] => {
	const warning = warnings[verb];
	return warning === undefined ? [] : [essential(...paragraph(warning, width, {tone: 'bad'}))];
};

const oneText = (state: State, mode: Confirm, target: Target, width: number): readonly Block[] => {
	const {order, ask} = mode.confirmation;
	return [
		...whoBlocks(target, width, ask.kind === 'type' ? ask.expected : undefined),
		appBlock(target, width),
		essential(...stateField(state, target, width)),
		...orderBlocks(mode, width),
		spare(5, ...field('data', dataAge(state, target), width)),
		...warningBlocks(order.verb, width),
		gap,
		questionBlock(order.verb, ask, mode.typed, 1, width),
	];
};

/** A machine of many: its id first, since that is what is acted on, and its state as it is now. */
const targetLine = ({fleet, nowMs}: State, {id, name, app}: Target, width: number): string => {
	const machine = fleet.get(id);
	const sinceMs = machine === undefined ? undefined : stateSinceMs(machine);
	const now = machine === undefined ? 'gone' : `${machine.state}${sinceMs === undefined ? '' : ` ${formatAge(nowMs - sinceMs)}`}`;
	return truncate(`${id}  ${now.padEnd(14)}  ${app}  ${name}`, width);
};

const skippedLines = (skipped: readonly Skipped[], width: number): Block[] =>
	skipped.length === 0
		? []
		: [
				essential([{text: `${skipped.length} left out:`, tone: 'busy'}]),
				...skipped.map(({why}, index) => spare(6 + index, [{text: truncate(`  ${why}`, width), isFaint: true}])),
			];

/** Lines that something else of the dialog needs besides the list of machines: question, pace, hidden ones. */
const linesAroundList = 9;

const manyText = (state: State, mode: Confirm, {width, height}: Room): readonly Block[] => {
	const {targets, skipped, hidden, ask, order} = mode.confirmation;
	const room = Math.max(1, height - linesAroundList - (skipped.length > 0 ? 2 : 0));
	const shown = targets.length <= room ? targets : targets.slice(0, Math.max(1, room - 1));
	const more = targets.length - shown.length;
	return [
		essential([{text: `${targets.length} machines`, isStrong: true}]),
		essential(...shown.map(target => [{text: targetLine(state, target, width)}])),
		...(more === 0 ? [] : [essential([{text: `… and ${more} more`, isStrong: true}])]),
		...skippedLines(skipped, width),
		...orderBlocks(mode, width),
		...warningBlocks(order.verb, width),
		...(hidden === 0 ? [] : [essential(...paragraph(`${hidden} of the marked machines are hidden by the filter.`, width, {tone: 'bad'}))]),
		spare(4, ...field('at once', `${mode.parallel}   + and - change it; the first failure pauses`, width)),
		gap,
		mode.isHiddenAccepted
			? questionBlock(order.verb, ask, mode.typed, targets.length, width)
			: essential([{text: 'tab', isStrong: true}, {text: ' means the hidden ones too; esc goes back'}]),
	];
};

/** A question before an act. All that has to be read before it is answered is there on the smallest screen. */
export const confirmText = (state: State, mode: Confirm, room: Room): DialogText => {
	const {order, targets} = mode.confirmation;
	const [first, ...others] = targets;
	const blocks = first !== undefined && others.length === 0 ? oneText(state, mode, first, room.width) : manyText(state, mode, room);
	return {title: verbs[order.verb].title, lines: fitted(blocks, room.height)};
};
