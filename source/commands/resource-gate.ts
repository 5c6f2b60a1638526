import type {ResourceOrder, ResourceTarget, ResourceVerb} from '../domain/resources/orders.ts';
import {resourceVerbs} from '../domain/resources/orders.ts';
import {resourceRefusalOf} from '../domain/resources/refusals.ts';
import {changeRefusal} from '../store/change-refusal.ts';
import {resourceSubject} from '../store/protection.ts';
import {sourceKey} from '../store/resources.ts';
import type {Ask, State} from '../store/state.ts';
import type {Risk} from './command.ts';
import {protectedAsk, typedCount} from './typed-count.ts';

/** Whether an order may go out: at once, after a confirmation, or not at all. */
export type ResourceVerdict =
	| {readonly kind: 'allow'; readonly targets: readonly ResourceTarget[]}
	| {
			readonly kind: 'confirm';
			readonly ask: Ask;
			readonly targets: readonly ResourceTarget[];
			readonly skipped: readonly string[];
	  }
	| {readonly kind: 'deny'; readonly why: string};

type Gate = {readonly risk: Risk; readonly ask: (target: ResourceTarget, state: State) => Ask | undefined};

const nothingAsked: Gate = {risk: 'none', ask: () => undefined};
const typed = (hint: string, expected: (id: string) => string = id => id): Gate => ({
	risk: 'destructive',
	ask: ({id}) => ({kind: 'type', expected: expected(id), hint}),
});

const isSetAlready = ({app, id}: ResourceTarget, {resources}: State): boolean =>
	resources.get(sourceKey({kind: 'secrets', app, volumeId: undefined}))?.rows.some(row => row.id === id) === true;

/** The risk of each verb, and what has to be done before it reaches one thing; undefined: nothing. */
export const resourceGates: Readonly<Record<ResourceVerb, Gate>> = {
	'create-app': nothingAsked,
	'delete-app': typed('its full name'),
	'create-volume': nothingAsked,
	'extend-volume': {risk: 'disruptive', ask: () => ({kind: 'yes'})},
	'delete-volume': typed('the last 4 of its id', id => id.slice(-4)),
	'create-snapshot': nothingAsked,
	'set-secret': {risk: 'disruptive', ask: (target, state) => (isSetAlready(target, state) ? {kind: 'yes'} : undefined)},
	'delete-secret': typed('its name'),
	'add-certificate': nothingAsked,
	'check-certificate': nothingAsked,
	'delete-certificate': typed('its host name'),
	'assign-ip': nothingAsked,
	'release-ip': typed('the address'),
};

/** Why something cannot be reached as it was read last, as a sentence; undefined when it can, or is still to come into being. */
export const resourceRefusal = ({resources}: State, order: ResourceOrder, {kind, app, id}: ResourceTarget): string | undefined => {
	const key = sourceKey({kind, app: kind === 'apps' ? '' : app, volumeId: undefined});
	const row = resourceVerbs[order.verb].isOnExisting ? resources.get(key)?.rows.find(listed => listed.id === id) : undefined;
	return row === undefined ? undefined : resourceRefusalOf(order, row);
};

/** Decides on an order from what is known, its risk and what is protected. Of several things, those that it cannot reach are left out and named. */
export const resourceGate = (state: State, order: ResourceOrder, targets: readonly ResourceTarget[]): ResourceVerdict => {
	const refusal = changeRefusal(state);
	if (refusal !== undefined) {
		return {kind: 'deny', why: refusal};
	}

	const refusals = targets.map(target => resourceRefusal(state, order, target));
	const reached = targets.filter((_target, index) => refusals[index] === undefined);
	const skipped = refusals.filter(why => why !== undefined);
	const [first] = reached;
	if (first === undefined) {
		return {kind: 'deny', why: `${skipped[0] ?? 'There is nothing under the cursor'}.`};
	}

	if (order.verb === 'delete-app' && targets.length > 1) {
		return {kind: 'deny', why: 'Apps are deleted one at a time: \\ clears the marks.'};
	}

	const {ask: askFor, risk} = resourceGates[order.verb];
	const own = askFor(first, state);
	const {title} = resourceVerbs[order.verb];
	const usual = targets.length > 1 && risk === 'destructive' ? typedCount(title, reached.length) : own;
	const subjects = reached.map(target => resourceSubject(state, order, target));
	const ask = protectedAsk(state, title, subjects, usual);
	return ask === undefined ? {kind: 'allow', targets: reached} : {kind: 'confirm', ask, targets: reached, skipped};
};
