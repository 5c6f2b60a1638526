import {signalsFor, takesTimeout} from '../../commands/modes/signal.ts';
import {verbs} from '../../domain/verbs.ts';
import type {Mode} from '../../store/state.ts';
import {type Block, countLines, type DialogText, essential, field, fitted, gap, type Room} from './blocks.ts';
import {choiceLines} from './choices.ts';
import {whoBlocks} from './target-blocks.ts';
import {textField} from './text-field.ts';

type SignalMode = Mode & {readonly kind: 'signal'};

const machinesBlocks = ({targets}: SignalMode, width: number): readonly Block[] => {
	const [first, ...others] = targets;
	return first !== undefined && others.length === 0
		? whoBlocks(first, width)
		: [essential(...field('machines', `${targets.length} marked, named before it is sent`, width))];
};

/** Many are counted where the eye goes first: the screen behind names the machine under the cursor, which need not be one of them. */
const titleOf = ({verb, targets}: SignalMode): string =>
	targets.length === 1 ? `${verbs[verb].title} with` : `${verbs[verb].title} ${targets.length} machines with`;

/** Which signal, and for a stop and a restart after how long the process is killed. */
export const signalText = (mode: SignalMode, {width, height}: Room): DialogText => {
	const who = machinesBlocks(mode, width);
	const timeout: readonly Block[] = takesTimeout(mode)
		? [essential(textField({text: 'killed after seconds: ', isFaint: true}, mode.timeout, width))]
		: [];
	const room = Math.max(1, height - countLines([...who, ...timeout]));
	return {
		title: titleOf(mode),
		lines: fitted([...who, gap, essential(...choiceLines(signalsFor(mode.verb), mode.picked, room)), ...timeout], height),
	};
};
