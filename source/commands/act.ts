import type {Machine} from '../domain/machine.ts';
import {isOneCall, type Order} from '../domain/verbs.ts';
import {questionOf} from '../store/confirming.ts';
import {newJob} from '../store/jobs.ts';
import type {Confirmation, State, Target} from '../store/state.ts';
import type {Outcome} from './command.ts';
import {gate} from './gate.ts';
import {both, changeView, enterMode, leaveMode, note, nothing, targetOf} from './outcomes.ts';

/** Sends an order on its way: at once for one machine, as a job for many, and where it takes several calls, so that it needs a lease. The marks have done their work then. */
export const send = (state: State, order: Order, targets: readonly Target[], parallel: number): Outcome => {
	const [first, ...others] = targets;
	if (first === undefined) {
		return {};
	}

	const unmarked = state.view.marks.size === 0 ? nothing : changeView({marks: new Set()});
	if (others.length === 0 && isOneCall(order)) {
		return both(unmarked, {effects: [{type: 'act', order, target: first}]});
	}

	const jobId = (state.jobs.at(-1)?.id ?? 0) + 1;
	return both(unmarked, {
		events: [{type: 'job-started', job: newJob(jobId, order, targets, parallel, state.nowMs)}],
		effects: [{type: 'run-job', jobId}],
	});
};

/** Asks for what an order needs, or sends it when it needs nothing. The machines are named as they are at this moment. */
export const act = (state: State, order: Order, machines: readonly Machine[]): Outcome => {
	const verdict = gate(state, order, machines);
	switch (verdict.kind) {
		case 'allow':
			return send(state, order, verdict.machines.map(targetOf), 1);
		case 'deny':
			return note(state, 'warning', verdict.why);
		case 'confirm': {
			const confirmation: Confirmation = {
				order,
				targets: verdict.machines.map(targetOf),
				skipped: verdict.skipped,
				hidden: verdict.hidden,
				ask: verdict.ask,
				openedAtMs: state.nowMs,
			};
			return enterMode(questionOf(confirmation));
		}
	}
};

/** The same for machines that were named when a dialog opened, as they are now. It leaves the dialog. */
export const actOnNamed = (state: State, order: Order, targets: readonly Target[]): Outcome => {
	const machines = targets.flatMap(({id}) => state.fleet.get(id) ?? []);
	return both(leaveMode, machines.length === 0 ? note(state, 'warning', 'Gone meanwhile: nothing was sent.') : act(state, order, machines));
};
