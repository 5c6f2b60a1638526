import {resourceVerbs} from '../../domain/resources/orders.ts';
import {resourceWarningOf} from '../../domain/resources/warnings.ts';
import {truncate} from '../../domain/text.ts';
import {resourceSubject, selectProtection} from '../../store/protection.ts';
import type {ConfirmResourceMode} from '../../store/resources.ts';
import type {State} from '../../store/state.ts';
import {type Block, type DialogText, essential, field, fitted, gap, paragraph, type Room, spare} from './blocks.ts';
import {protectedBlocks} from './protected-text.ts';
import {hiddenQuestion, questionLines} from './question.ts';

const targetBlocks = ({confirmation: {targets}}: ConfirmResourceMode, {width, height}: Room): readonly Block[] => {
	const [first] = targets;
	if (first !== undefined && targets.length === 1) {
		return [essential(...paragraph(first.words, width, {isStrong: true}))];
	}

	const room = Math.max(1, height - 10);
	const shown = targets.length <= room ? targets : targets.slice(0, room - 1);
	const more = targets.length - shown.length;
	return [
		essential([{text: `${targets.length} of them`, isStrong: true}], ...shown.map(({words}) => [{text: truncate(words, width)}])),
		...(more === 0 ? [] : [essential([{text: `… and ${more} more`, isStrong: true}])]),
	];
};

/** A question before an act on something that is no machine. */
export const confirmResourceText = (state: State, mode: ConfirmResourceMode, room: Room): DialogText => {
	const {width, height} = room;
	const {organization} = state;
	const {order, targets, ask, skipped, hidden} = mode.confirmation;
	const {title} = resourceVerbs[order.verb];
	const warning = resourceWarningOf(order);
	const subjects = targets.map(target => resourceSubject(state, order, target));
	const blocks: readonly Block[] = [
		...targetBlocks(mode, room),
		spare(4, ...field('org', organization, width)),
		...protectedBlocks(selectProtection(state, subjects), width),
		...(warning === undefined ? [] : [essential(...paragraph(warning, width, {tone: 'bad'}))]),
		...(skipped.length === 0 ? [] : [essential([{text: `${skipped.length} left out:`, tone: 'busy'}])]),
		...skipped.map((why, index) => spare(6 + index, [{text: truncate(`  ${why}`, width), isFaint: true}])),
		...(hidden === 0 ? [] : [essential(...paragraph(`${hidden} of them hidden by the filter`, width, {tone: 'bad'}))]),
		gap,
		essential(...(mode.isHiddenAccepted ? questionLines(title, ask, mode.typed, targets.length, width) : [hiddenQuestion])),
	];
	return {title, lines: fitted(blocks, height)};
};
