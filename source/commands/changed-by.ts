import type {Subject} from '../domain/protection.ts';
import {resourceVerbs} from '../domain/resources/orders.ts';
import {verbs} from '../domain/verbs.ts';
import {machineSubject, newMachineSubject, resourceSubject} from '../store/protection.ts';
import type {State, Target} from '../store/state.ts';
import type {Effect, Outcome} from './command.ts';

/** Something that a change reaches, and what it is called in a sentence. */
export type Changed = {readonly subject: Subject; readonly name: string};

/** What an effect would change, and in which words the person says so. */
export type Change = {readonly act: string; readonly changed: readonly Changed[]};

type Named = Pick<Target, 'app' | 'id' | 'name'>;

const onMachines = (state: State, act: string, targets: readonly Named[]): Change => ({
	act,
	changed: targets.map(target => ({
		subject: machineSubject(state, target),
		name: `${`${target.name} ${target.id}`.trim()} of ${target.app}`,
	})),
});

const jobOf = ({jobs}: State, {events = []}: Outcome, id: number) =>
	[...jobs, ...events.flatMap(event => (event.type === 'job-started' ? [event.job] : []))].find(job => job.id === id);

const runOf = ({runs}: State, {events = []}: Outcome, id: number) =>
	[...runs, ...events.flatMap(event => (event.type === 'command-started' ? [event.run] : []))].find(run => run.id === id);

/**
What one effect of an outcome would change; undefined where it changes nothing yet: an editor and a form are asked about when what came of them
is sent.
*/
export const changedBy = (state: State, outcome: Outcome, effect: Effect): Change | undefined => {
	switch (effect.type) {
		case 'act':
			return onMachines(state, verbs[effect.order.verb].title, [effect.target]);
		case 'run-job': {
			const job = jobOf(state, outcome, effect.jobId);
			return job === undefined
				? undefined
				: onMachines(
						state,
						verbs[job.order.verb].title,
						job.items.map(({target}) => target),
					);
		}

		case 'acquire-lease':
			return onMachines(state, 'lease acquire', [effect.target]);
		case 'refresh-lease':
			return onMachines(state, 'lease refresh', [effect.target]);
		case 'renew-lease':
			return onMachines(state, 'lease renew', [effect.target]);
		case 'release-lease':
			return onMachines(state, 'lease release', [effect.target]);
		case 'break-lease':
			return onMachines(state, 'lease break', [effect.target]);
		case 'release-leftovers':
			return onMachines(state, 'lease release', effect.leases);
		case 'keep-leftovers':
			return onMachines(state, 'lease keep', effect.leases);
		case 'exec': {
			const run = runOf(state, outcome, effect.runId);
			return run === undefined ? undefined : onMachines(state, 'exec', [run.target]);
		}

		case 'change-metadata':
			return onMachines(state, effect.change.value === undefined ? 'metadata delete' : 'metadata set', [effect.target]);
		case 'open-shell':
			return onMachines(state, 'ssh', [effect.target]);
		case 'apply-change':
			return onMachines(state, 'change', [effect.draft.target]);
		case 'create-machine': {
			const {app, input} = effect.plan;
			return {
				act: 'create',
				changed: [{subject: newMachineSubject(app, input.region), name: `${input.name ?? 'a new machine'} of ${app}`}],
			};
		}

		case 'act-on-resources': {
			const {order, targets} = effect;
			const changed = targets.map(target => ({subject: resourceSubject(state, order, target), name: target.words}));
			return {act: resourceVerbs[order.verb].title, changed};
		}

		case 'copy':
		case 'copy-curl':
		case 'copy-command':
		case 'wait':
		case 'read-metadata':
		case 'save-file':
		case 'edit-config':
		case 'edit-form':
		case 'clone':
		case 'read-regions':
		case 'load-versions':
		case 'compare':
		case 'choose-apps':
		case 'read-changes':
		case 'save-view':
		case 'steer-replay':
		case 'refresh':
		case 'repaint':
		case 'suspend-job':
		case 'quit':
			return undefined;
	}
};
