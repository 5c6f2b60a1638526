import {canBeOffered} from '../../commands/modes/change.ts';
import {changeLines} from '../../domain/config/change-lines.ts';
import type {Line} from '../../domain/details/line.ts';
import {updateInWords} from '../../domain/update-goal.ts';
import {type ChangeMode, originInWords} from '../../store/drafts.ts';
import type {State} from '../../store/state.ts';
import {field, paragraph} from '../dialogs/blocks.ts';
import {stateField} from '../dialogs/target-blocks.ts';

const questionLines = ({fleet}: State, {draft, isOffered}: ChangeMode, width: number): readonly Line[] => {
	if (isOffered) {
		const state = fleet.get(draft.target.id)?.state ?? draft.target.state;
		return [
			[{text: 'give it this config? ', isStrong: true}, {text: 'y', tone: 'bad'}, {text: ' / N'}],
			...paragraph(updateInWords(state), width, {tone: 'busy'}),
		];
	}

	return canBeOffered(draft) ? [[{text: 'b', isStrong: true}, {text: ' gives it this config; asked first'}]] : [];
};

/** What would change if a machine were given another config, every value whole, and the question whether it is to be. */
export const changeText = (state: State, mode: ChangeMode, width: number): {readonly title: string; readonly lines: readonly Line[]} => {
	const {target, changes, warnings, origin} = mode.draft;
	const count = `${changes.length} ${changes.length === 1 ? 'change' : 'changes'}`;
	return {
		title: mode.isOffered ? `${count}, apply? y / N` : count,
		lines: [
			...field('machine', [target.name, target.id].filter(text => text !== '').join('  '), width),
			...questionLines(state, mode, width),
			[],
			...changes.flatMap(change => changeLines(change, width)),
			...(changes.length === 0 ? paragraph('Nothing differs.', width, {tone: 'good'}) : [[]]),
			...warnings.flatMap(warning => paragraph(`the API passes over it: ${warning}`, width, {tone: 'busy'})),
			...stateField(state, target, width),
			...field('app', target.app, width),
			...field('new config', originInWords(origin), width),
		],
	};
};
