import {groupKeys, isGroupKey} from '../../domain/fleet-view/groups.ts';
import type {State} from '../../store/state.ts';
import type {Command, Outcome} from '../command.ts';
import {changeView} from '../outcomes.ts';
import {openFleet} from './fleet-key.ts';
import {foldAll, foldHere} from './fold.ts';

const off = 'off';
const choices: readonly string[] = [...groupKeys.map(({key}) => key), off];

/** Groups the table: by what was chosen, else by what comes after what it is grouped by now. */
const group = ({view}: State, choice: string | undefined): Outcome => {
	const next = choice ?? choices[(choices.indexOf(view.groupBy ?? off) + 1) % choices.length] ?? off;
	return changeView({groupBy: isGroupKey(next) ? next : undefined});
};

const ungrouped = ({view}: State): string | undefined =>
	view.groupBy === undefined ? 'The table is not grouped: as :group region does it.' : undefined;

/** What shows the fleet as a whole, or the table in groups. */
export const fleetCommands: readonly Command[] = [
	{
		id: 'fleet',
		title: 'the fleet: regions by state, totals, and how it went',
		keys: ['F'],
		group: 'view',
		risk: 'none',
		isInPrompt: true,
		run: openFleet,
	},
	{
		id: 'group',
		title: `group by the next of ${choices.join(', ')}`,
		keys: [':group'],
		group: 'view',
		risk: 'none',
		isInPrompt: true,
		choices,
		choiceTitle: choice => {
			const title = groupKeys.find(({key}) => key === choice)?.title;
			return title === undefined ? 'no groups' : `group by ${title}`;
		},
		run: group,
	},
	{
		id: 'fold',
		title: 'fold or unfold the group of this row',
		keys: ['z'],
		group: 'view',
		risk: 'none',
		isInPrompt: true,
		disabledBecause: ungrouped,
		run: state => foldHere(state) ?? {},
	},
	{
		id: 'fold-all',
		title: 'fold all groups, or unfold them',
		keys: ['Z'],
		group: 'view',
		risk: 'none',
		isInPrompt: true,
		disabledBecause: ungrouped,
		run: foldAll,
	},
];
