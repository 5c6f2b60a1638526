import {waitStates} from '../../commands/machine.ts';
import {truncate} from '../../domain/text.ts';
import {countHidden} from '../../store/marks.ts';
import type {State} from '../../store/state.ts';
import type {WaitMode} from '../../store/waits.ts';
import {type Block, countLines, type DialogText, essential, field, fitted, gap, type Room, spare} from './blocks.ts';
import {choiceLines} from './choices.ts';
import {appBlock, stateField, whoBlocks} from './target-blocks.ts';

/** Which machines are waited for: the first block is there on the smallest screen too. */
const machineBlocks = (state: State, {targets}: WaitMode, width: number): readonly Block[] => {
	const [first, ...others] = targets;
	if (first !== undefined && others.length === 0) {
		return [...whoBlocks(first, width), appBlock(first, width), spare(1, ...stateField(state, first, width))];
	}

	const hidden = countHidden(
		state,
		targets.flatMap(({id}) => state.fleet.get(id) ?? []),
	);
	const names = targets.map(({name, id}) => name || id).join(', ');
	return [
		essential(...field('machines', `${targets.length} marked${hidden === 0 ? '' : `, ${hidden} hidden by the filter`}`, width)),
		spare(1, [{text: truncate(names, width)}]),
	];
};

/** Which state to wait for. */
export const waitText = (state: State, mode: WaitMode, {width, height}: Room): DialogText => {
	const machines = machineBlocks(state, mode, width);
	const choices = choiceLines(waitStates, mode.picked, Math.max(1, height - countLines(machines.filter(({rank}) => rank === 0))));
	return {
		title: mode.targets.length === 1 ? 'wait until the machine is' : 'wait until all of them are',
		lines: fitted([...machines, gap, essential(...choices)], height),
	};
};
