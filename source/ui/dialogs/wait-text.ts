import {waitStates} from '../../commands/machine.ts';
import type {Mode, State} from '../../store/state.ts';
import {type DialogText, essential, fitted, gap, type Room, spare} from './blocks.ts';
import {appBlock, stateField, whoBlocks} from './target-blocks.ts';

/** Which state to wait for. */
export const waitText = (state: State, {target, picked}: Mode & {readonly kind: 'wait'}, {width, height}: Room): DialogText => ({
	title: 'wait until the machine is',
	lines: fitted(
		[
			...whoBlocks(target, width),
			appBlock(target, width),
			spare(1, ...stateField(state, target, width)),
			gap,
			essential(...waitStates.map((wanted, index) => [{text: `${index === picked ? '> ' : '  '}${wanted}`, isStrong: index === picked}])),
		],
		height,
	),
});
