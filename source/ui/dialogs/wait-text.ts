import {waitStates} from '../../commands/machine.ts';
import type {Mode, State} from '../../store/state.ts';
import {countLines, type DialogText, essential, fitted, gap, type Room, spare} from './blocks.ts';
import {choiceLines} from './choices.ts';
import {appBlock, stateField, whoBlocks} from './target-blocks.ts';

/** Which state to wait for. */
export const waitText = (state: State, {target, picked}: Mode & {readonly kind: 'wait'}, {width, height}: Room): DialogText => {
	const who = whoBlocks(target, width);
	const choices = choiceLines(waitStates, picked, Math.max(1, height - countLines(who)));
	return {
		title: 'wait until the machine is',
		lines: fitted([...who, appBlock(target, width), spare(1, ...stateField(state, target, width)), gap, essential(...choices)], height),
	};
};
