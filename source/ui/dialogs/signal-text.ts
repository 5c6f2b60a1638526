import {signalsFor, takesTimeout} from '../../commands/modes/signal.ts';
import {verbs} from '../../domain/verbs.ts';
import {selectTargets} from '../../store/marks.ts';
import type {Mode, State} from '../../store/state.ts';
import {type DialogText, essential, field, fitted, gap, type Room} from './blocks.ts';
import {textField} from './text-field.ts';

/** Which signal, and for a stop and a restart after how long the process is killed. */
export const signalText = (state: State, mode: Mode & {readonly kind: 'signal'}, {width, height}: Room): DialogText => {
	const targets = selectTargets(state);
	const [first] = targets;
	const who = targets.length === 1 && first !== undefined ? `${first.name}  ${first.id}` : `${targets.length} machines`;
	const offered = signalsFor(mode.verb);
	const room = Math.max(1, height - (takesTimeout(mode) ? 4 : 2));
	const from = Math.max(0, Math.min(mode.picked - room + 1, offered.length - room));
	const choices = offered.slice(from, from + room).map((signal, index) => {
		const isPicked = from + index === mode.picked;
		return [{text: `${isPicked ? '> ' : '  '}${signal}`, isStrong: isPicked}];
	});
	return {
		title: `${verbs[mode.verb].title} with`,
		lines: fitted(
			[
				essential(...field(targets.length === 1 ? 'machine' : 'machines', who, width)),
				gap,
				essential(...choices),
				...(takesTimeout(mode)
					? [essential(textField({text: 'killed after (s, empty: as configured)  ', isFaint: true}, mode.timeout, width))]
					: []),
			],
			height,
		),
	};
};
