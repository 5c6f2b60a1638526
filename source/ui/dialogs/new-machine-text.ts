import type {Line} from '../../domain/details/line.ts';
import {truncate} from '../../domain/text.ts';
import type {NewMachineMode} from '../../store/creations.ts';
import type {State} from '../../store/state.ts';
import {type DialogText, essential, fitted, type Room} from './blocks.ts';

/** What a new machine can begin with. */
export const newMachineText = ({feeds, view: {keptForm}}: State, {target}: NewMachineMode, {width, height}: Room): DialogText => {
	const apps = [...feeds.keys()];
	const choice = (key: string, title: string): Line => [{text: `${key} `, isStrong: true}, {text: truncate(title, width - 2)}];
	return {
		title: 'new machine',
		lines: fitted(
			[
				essential(
					choice('n', `a new one${apps.length === 1 ? ` in ${apps[0]}` : ''}`),
					...(target === undefined ? [] : [choice('c', `a clone of ${[target.name, target.id].filter(text => text !== '').join('  ')}`)]),
					...(keptForm === undefined ? [] : [choice('r', `go on with the form that was left: ${keptForm.title}`)]),
				),
			],
			height,
		),
	};
};
