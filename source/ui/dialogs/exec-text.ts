import type {ExecMode} from '../../store/output.ts';
import type {State} from '../../store/state.ts';
import {type DialogText, essential, fitted, gap, type Room, spare} from './blocks.ts';
import {appBlock, stateField, whoBlocks} from './target-blocks.ts';
import {textField} from './text-field.ts';

/** Which command, and for how long. */
export const execText = (state: State, mode: ExecMode, {width, height}: Room): DialogText => {
	const {target, commandLine, timeout, field} = mode;
	const isCommand = field === 'command';
	return {
		title: 'run a command in the machine',
		lines: fitted(
			[
				...whoBlocks(target, width),
				appBlock(target, width),
				spare(1, ...stateField(state, target, width)),
				gap,
				essential(
					textField({text: '$ ', isStrong: isCommand}, commandLine, width, isCommand),
					textField({text: 'seconds    ', isFaint: isCommand}, timeout, width, !isCommand),
				),
				spare(2, [{text: 'Run once, without a shell: for pipes and variables, sh -c "..."', isFaint: true}]),
			],
			height,
		),
	};
};
