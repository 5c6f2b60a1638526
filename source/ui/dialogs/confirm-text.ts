import type {Line} from '../../domain/details/line.ts';
import {stateSinceMs} from '../../domain/since.ts';
import {truncate} from '../../domain/text.ts';
import {formatAge} from '../../domain/time.ts';
import {orderInWords, type Verb, verbs} from '../../domain/verbs.ts';
import type {Mode, Skipped, State, Target} from '../../store/state.ts';
import {type Block, countLines, type DialogText, essential, field, fitted, gap, paragraph, type Room, spare} from './blocks.ts';
import {hiddenQuestion, questionLines} from './question.ts';
import {appBlock, stateField, whoBlocks} from './target-blocks.ts';

type Confirm = Mode & {readonly kind: 'confirm'};

const warnings: Partial<Readonly<Record<Verb, string>>> = {
	'force-delete': 'What runs will be killed.',
	cordon: 'The proxy sends it nothing until it is uncordoned.',
};

const dataAge = ({feeds, nowMs}: State, {app}: Target): string => {
	const answeredAtMs = feeds.get(app)?.answeredAtMs;
	return answeredAtMs === undefined ? 'not read yet' : `read ${formatAge(nowMs - answeredAtMs)} ago, and again before the act`;
};

const questionBlock = ({confirmation: {order, ask, targets}, typed, isHiddenAccepted}: Confirm, width: number): Block =>
	isHiddenAccepted ? essential(...questionLines(verbs[order.verb].title, ask, typed, targets.length, width)) : essential(hiddenQuestion);

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
		questionBlock(mode, width),
	];
};

/** A machine of several: its id first, since that is what is acted on, and its state as it is now, next to what it was, if that is something else. */
const targetLine = ({fleet, nowMs}: State, {id, name, app, state: was}: Target, width: number): Line => {
	const machine = fleet.get(id);
	const sinceMs = machine === undefined ? undefined : stateSinceMs(machine);
	const age = sinceMs === undefined ? '' : ` ${formatAge(nowMs - sinceMs)}`;
	const now = machine?.state ?? 'gone';
	const hasChanged = now !== was;
	const inWords = hasChanged ? `${now}, was ${was}` : `${now}${age}`;
	return [{text: truncate(`${id}  ${inWords.padEnd(14)}  ${app}  ${name}`, width), ...(hasChanged ? {tone: 'bad'} : {})}];
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

const paceBlocks = ({parallel, confirmation: {targets}}: Confirm, width: number): readonly Block[] =>
	targets.length === 1
		? []
		: [
				spare(4, ...field('at once', `${parallel}   + - or = (a third)`, width)),
				spare(5, ...field('then', 'the first failure pauses; J shows it', width)),
				spare(5, ...field('limit', "the API's: 1 request/s to each machine", width)),
			];

/** At least so many machines are listed before anything spare is told, where the screen has the room. */
const listedFirst = 6;

const listBlocks = (state: State, {confirmation: {targets}, scroll}: Confirm, {width, height}: Room, others: readonly Block[]): Block => {
	const head = targets.length === 1 ? 0 : 1;
	const inAll = height - head - countLines(others);
	const atMost = height - head - countLines(others.filter(({rank}) => rank === 0));
	const room = Math.max(1, Math.min(atMost, Math.max(inAll, listedFirst)));
	const from = Math.max(0, Math.min(scroll, targets.length - room));
	const shown = targets.slice(from, from + room);
	const part = shown.length < targets.length ? `, ${from + 1}-${from + shown.length} here: up, down` : '';
	const lines = shown.map(target => targetLine(state, target, width));
	return essential(...(head === 0 ? [] : [[{text: `${targets.length} machines${part}`, isStrong: true}]]), ...lines);
};

const manyText = (state: State, mode: Confirm, room: Room): readonly Block[] => {
	const {skipped, hidden, order} = mode.confirmation;
	const {width} = room;
	const others: readonly Block[] = [
		...skippedBlocks(skipped, width),
		...orderBlocks(mode, width),
		...warningBlocks(order.verb, width),
		...hiddenBlocks(hidden, width),
		...paceBlocks(mode, width),
		gap,
		questionBlock(mode, width),
	];
	return [listBlocks(state, mode, room, others), ...others];
};

/** A question before an act. All that has to be read before it is answered is there on the smallest screen. */
export const confirmText = (state: State, mode: Confirm, room: Room): DialogText => {
	const {order, targets, skipped, hidden} = mode.confirmation;
	const [only] = targets.length === 1 && skipped.length === 0 && hidden === 0 ? targets : [];
	const blocks = only === undefined ? manyText(state, mode, room) : oneText(state, mode, only, room.width);
	return {title: verbs[order.verb].title, lines: fitted(blocks, room.height)};
};
