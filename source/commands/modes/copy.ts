import {columns} from '../../domain/columns.ts';
import type {Machine} from '../../domain/machine.ts';
import {machineJson} from '../../domain/machine-json.ts';
import type {CopyMode} from '../../store/copying.ts';
import {detailsContextOf} from '../../store/selectors.ts';
import type {State, Target} from '../../store/state.ts';
import type {Chord} from '../chord.ts';
import type {Outcome} from '../command.ts';
import {machineOffers} from '../curl-offers.ts';
import {both, enterMode, leaveMode, note, nothing} from '../outcomes.ts';

type Choice = {
	readonly key: string;
	readonly title: string;
	/** The text; empty where there is none. */
	readonly textOf: (target: Target, machine: Machine | undefined, state: State) => string;
};

const rowText = (machine: Machine, state: State): string => {
	const details = detailsContextOf(state, machine);
	const context = {...details, trouble: details.troubles[0]};
	return columns.map(({text}) => text(context)).join('  ');
};

/** What of a machine can be copied. */
export const copyChoices: readonly Choice[] = [
	{key: 'i', title: 'id', textOf: ({id}) => id},
	{key: 'n', title: 'name', textOf: ({name}) => name},
	{key: 'p', title: 'private ip', textOf: (_target, machine) => machine?.privateIp ?? ''},
	{key: 'r', title: 'row', textOf: (_target, machine, state) => (machine === undefined ? '' : rowText(machine, state))},
	{key: 'j', title: 'JSON', textOf: (_target, machine) => (machine === undefined ? '' : machineJson(machine))},
	{
		key: 'u',
		title: 'URL',
		textOf: ({app, id}) => `https://fly.io/apps/${encodeURIComponent(app)}/machines/${encodeURIComponent(id)}`,
	},
];

/** The key that goes on to the acts. */
export const curlKey = 'C';

/** A letter copies something of the machine. */
export const copyKey = (state: State, {target}: CopyMode, {name}: Chord): Outcome => {
	if (name === 'esc' || name === 'q') {
		return leaveMode;
	}

	if (name === curlKey) {
		return enterMode({kind: 'copy-curl', target, offers: machineOffers(state, target), picked: 0});
	}

	const choice = copyChoices.find(({key}) => key === name);
	if (choice === undefined) {
		return nothing;
	}

	const text = choice.textOf(target, state.fleet.get(target.id), state);
	return both(
		leaveMode,
		text === ''
			? note(state, 'warning', `${target.name || target.id} has no ${choice.title}: nothing was copied.`)
			: {effects: [{type: 'copy', what: `the ${choice.title}`, text}]},
	);
};
