import type {ResourceOrder, ResourceTarget} from '../domain/resources/orders.ts';
import type {Row} from '../domain/resources/table.ts';
import {resourceTargetOf} from '../domain/resources/targets.ts';
import {selectHiddenRows, selectScreen} from '../store/screens.ts';
import type {State} from '../store/state.ts';
import type {Outcome} from './command.ts';
import {enterMode, note} from './outcomes.ts';
import {resourceGate} from './resource-gate.ts';

/** Asks for what an order needs, or sends it when it needs nothing. */
export const sendToResources = (state: State, order: ResourceOrder, targets: readonly ResourceTarget[], hidden = 0): Outcome => {
	const verdict = resourceGate(state, order, targets);
	switch (verdict.kind) {
		case 'allow':
			return {effects: [{type: 'act-on-resources', order, targets: verdict.targets}]};
		case 'deny':
			return note(state, 'warning', verdict.why);
		case 'confirm': {
			const {ask, skipped} = verdict;
			const confirmation = {order, targets: verdict.targets, skipped, hidden, ask};
			return enterMode({kind: 'confirm-resource', confirmation, typed: '', isHiddenAccepted: hidden === 0});
		}
	}
};

/** The same for rows of the shown screen, marked or under the cursor. */
export const actOnRows = (state: State, order: ResourceOrder, rows: readonly Row[]): Outcome =>
	sendToResources(state, order, rows.map(resourceTargetOf), selectScreen(state)?.marks.size === 0 ? 0 : selectHiddenRows(state));
