import {selectCursorMachine} from '../store/selectors.ts';
import type {State, Target} from '../store/state.ts';
import {unfit, unreadable} from './change.ts';
import type {Command, Outcome} from './command.ts';
import {machineForm} from './machine-forms.ts';
import {soleMachine} from './marked.ts';
import {both, enterMode, leaveMode, note, nothing, targetOf} from './outcomes.ts';

/** The app that a new machine is for unless another is chosen: the only one, or that of the machine under the cursor. */
const appAtHand = (state: State): string => {
	const [first = '', ...others] = state.feeds.keys();
	return others.length === 0 ? first : (selectCursorMachine(state)?.app ?? '');
};

const regionsIfUnknown = ({regions}: State): Outcome => (regions.length === 0 ? {effects: [{type: 'read-regions'}]} : nothing);

/** Opens an empty form. */
export const openNew = (state: State): Outcome =>
	both(enterMode({kind: 'form', form: machineForm(state, {app: appAtHand(state)})}), regionsIfUnknown(state));

/** Opens the form of a clone, once the config of the machine is read. */
export const openClone = (state: State, target: Target): Outcome => {
	const machine = state.fleet.get(target.id);
	const why = machine === undefined ? `${target.name || target.id} is gone.` : unreadable(machine);
	return why === undefined
		? both(leaveMode, both({effects: [{type: 'clone', target}]}, regionsIfUnknown(state)))
		: both(leaveMode, note(state, 'warning', why));
};

const noApp = ({feeds}: State): string | undefined =>
	feeds.size === 0 ? 'There is no app that a machine could be in: :apps lists them, and n makes one there.' : undefined;

/** The only machine that a clone could be meant of. */
const soleTarget = (state: State): Target | undefined => {
	const machine = soleMachine(state);
	return machine === undefined ? undefined : targetOf(machine);
};

/** Asks what is meant, where there is more than one thing that can be. */
const openEither = (state: State): Outcome => {
	const target = soleTarget(state);
	return target === undefined && state.view.keptForm === undefined ? openNew(state) : enterMode({kind: 'new-machine', target});
};

/** A machine that is not there yet. */
export const newMachineCommands: readonly Command[] = [
	{
		id: 'new',
		title: 'new machine, or a clone of the one under the cursor; shown and asked first',
		keys: ['n'],
		group: 'machine',
		risk: 'disruptive',
		disabledBecause: noApp,
		run: openEither,
	},
	{
		id: 'create',
		title: 'fill in the form of a new machine',
		keys: [':create'],
		group: 'machine',
		risk: 'disruptive',
		isInPrompt: true,
		disabledBecause: noApp,
		run: openNew,
	},
	{
		id: 'clone',
		title: 'fill in the form of a new machine like the one under the cursor',
		keys: [':clone'],
		group: 'machine',
		risk: 'disruptive',
		isInPrompt: true,
		disabledBecause: state => unfit(state, 1, 'One machine is cloned at a time'),
		run: state => {
			const target = soleTarget(state);
			return target === undefined ? nothing : openClone(state, target);
		},
	},
];
