import {legalityOf} from '../domain/legality.ts';
import type {Machine} from '../domain/machine.ts';
import {selectForeignLease} from '../store/selectors.ts';
import type {State} from '../store/state.ts';
import type {Command, Outcome} from './command.ts';
import {leaseRefusal} from './lease-refusal.ts';
import {miscount, soleMachine} from './marked.ts';
import {openExec} from './modes/exec.ts';
import {logSourceFor, openLogs} from './modes/logs.ts';
import {openMetadata} from './modes/metadata.ts';
import {enterMode, note, nothing, targetOf} from './outcomes.ts';

/** Why nothing can run in the machine: the API answers an exec as it answers a signal. */
const needsRunning = (state: State, what: string): string | undefined => {
	const machine = soleMachine(state);
	const why = miscount(state, 1, what);
	if (machine === undefined || why !== undefined) {
		return why;
	}

	const legality = legalityOf('signal', machine.state);
	return legality.legal ? undefined : `${machine.name || machine.id} is ${machine.state}: ${legality.message}`;
};

/** A command may change anything: who does not hold the lease runs none, though the API would let it through. */
const cannotExec = (state: State): string | undefined => {
	const machine = soleMachine(state);
	return (
		needsRunning(state, 'A command is run in one machine at a time') ?? (machine === undefined ? undefined : leaseRefusal(state, machine))
	);
};

const onMachine =
	(run: (state: State, machine: Machine) => Outcome) =>
	(state: State): Outcome => {
		const machine = soleMachine(state);
		return machine === undefined ? nothing : run(state, machine);
	};

/** A shell needs a way into the private network, which a local API has not. */
const openShell = (state: State, machine: Machine): Outcome => {
	if (state.isLocal) {
		return note(state, 'info', 'ssh needs the real platform: here x runs a command.');
	}

	const target = targetOf(machine);
	const lease = selectForeignLease(state, machine);
	// No lease keeps a shell out, and whoever needs one may need it most while a deployment hangs: the holder is named.
	return lease === undefined
		? {effects: [{type: 'open-shell', target}]}
		: enterMode({kind: 'ask', plan: {kind: 'open-shell', target, owner: lease.owner}});
};

const wholeApp = 'app';

const row = (
	id: string,
	key: string,
	title: string,
	rest: Pick<Command, 'run' | 'disabledBecause'> & Partial<Pick<Command, 'risk' | 'hint' | 'choices' | 'choiceTitle'>>,
): Command => ({id, title, keys: [key], group: 'machine', risk: 'none', isInPrompt: true, ...rest});

/** The ways into a machine: commands, a shell, its log and its metadata. */
export const insideCommands: readonly Command[] = [
	row('logs', 'l', 'logs, as they come; of the whole app where several machines are marked', {
		hint: 'logs',
		choices: [wholeApp],
		choiceTitle: () => 'logs of all machines of the app',
		disabledBecause: state => {
			const source = logSourceFor(state, false);
			return typeof source === 'string' ? source : undefined;
		},
		run: (state, choice) => openLogs(state, choice === wholeApp),
	}),
	row('exec', 'x', 'run one command in the machine', {
		risk: 'disruptive',
		hint: 'exec',
		disabledBecause: cannotExec,
		run: onMachine((_state, machine) => openExec(targetOf(machine))),
	}),
	row('ssh', 'S', 'a shell in the machine, through flyctl', {
		risk: 'disruptive',
		disabledBecause: state => needsRunning(state, 'A shell is opened in one machine at a time'),
		run: onMachine(openShell),
	}),
	row('metadata', 'm', 'metadata: look, set, remove', {
		risk: 'disruptive',
		disabledBecause: state => miscount(state, 1, 'The metadata of one machine is changed at a time'),
		run: onMachine((_state, machine) => openMetadata(targetOf(machine))),
	}),
];
