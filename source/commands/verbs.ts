import type {Machine} from '../domain/machine.ts';
import type {Order, Verb} from '../domain/verbs.ts';
import {selectTargets} from '../store/marks.ts';
import type {SignalVerb, State} from '../store/state.ts';
import {act} from './act.ts';
import type {Command, Risk} from './command.ts';
import {deleteVerbFor, gate} from './gate.ts';
import {enterMode, targetOf} from './outcomes.ts';
import {updateForm} from './update-form.ts';

type Act = Pick<Command, 'id' | 'title' | 'keys' | 'risk' | 'hint'> & {readonly verbFor: (machines: readonly Machine[]) => Verb};

const plainAct = (verb: Verb, key: string, title: string, risk: Risk, hint?: string): Act => ({
	id: verb,
	title,
	keys: [key],
	risk,
	...(hint === undefined ? {} : {hint}),
	verbFor: () => verb,
});

const acts: readonly Act[] = [
	plainAct('start', 's', 'start', 'none', 'start'),
	plainAct('stop', 't', 'stop, asked first', 'disruptive', 'stop'),
	plainAct('suspend', 'u', 'suspend, asked first', 'disruptive'),
	plainAct('restart', 'r', 'restart, asked first; one after the other where many are marked', 'disruptive', 'restart'),
	{
		id: 'cordon',
		title: 'cordon, also for a time, so that the proxy sends it nothing; or uncordon',
		keys: ['C'],
		risk: 'disruptive',
		verbFor: machines => (machines.some(({cordoned}) => !cordoned) ? 'cordon' : 'uncordon'),
	},
	{
		id: 'delete',
		title: 'delete, typed first',
		keys: ['ctrl-d', 'del'],
		risk: 'destructive',
		hint: 'delete',
		verbFor: deleteVerbFor,
	},
];

const refusal = (state: State, verbFor: Act['verbFor']): string | undefined => {
	const machines = selectTargets(state);
	const verdict = gate(state, {verb: verbFor(machines)}, machines);
	return verdict.kind === 'deny' ? verdict.why : undefined;
};

const actCommands = acts.map(
	({verbFor, ...row}): Command => ({
		...row,
		group: 'machine',
		isInPrompt: true,
		disabledBecause: state => refusal(state, verbFor),
		run: state => {
			const machines = selectTargets(state);
			const order: Order = {verb: verbFor(machines)};
			return act(state, order, machines);
		},
	}),
);

const signalCommand = (id: string, key: string, verb: SignalVerb, title: string): Command => ({
	id,
	title,
	keys: [key],
	group: 'machine',
	risk: 'disruptive',
	isInPrompt: true,
	disabledBecause: state => refusal(state, () => verb),
	run: state => enterMode({kind: 'signal', verb, targets: selectTargets(state).map(targetOf), picked: 0, timeout: ''}),
});

const updateCommand: Command = {
	id: 'update',
	title: 'another image, asked first; one machine after the other where many are marked',
	keys: [':update'],
	group: 'machine',
	risk: 'disruptive',
	isInPrompt: true,
	disabledBecause: state => refusal(state, () => 'update'),
	run: state => enterMode({kind: 'form', form: updateForm(selectTargets(state), state.view.cursorId)}),
};

/** The verbs of the lifecycle, on the marked machines or on the one under the cursor. */
export const verbCommands: readonly Command[] = [
	...actCommands,
	signalCommand('signal', 'ctrl-k', 'signal', 'send a signal, picked and asked first'),
	signalCommand('stop-with', 'T', 'stop', 'stop with a signal and a time-out'),
	signalCommand('restart-with', 'R', 'restart', 'restart with a signal and a time-out'),
	updateCommand,
];
