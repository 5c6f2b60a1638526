import {createRandom} from '../random.ts';
import {effectOf, effectOfHeader, type FaultEffect} from './fault-kinds.ts';
import type {FaultPlan, FaultRule} from './fault-plan.ts';
import {matchesRoute, type RoutedRequest} from './route-pattern.ts';

export type FaultyRequest = RoutedRequest & {
	/** The machine in the path, if there is one there. */
	readonly machine: string;
	/** What the request's own header asks for. */
	readonly header: string | undefined;
};

/** The faults that are to come, and which request each of them strikes. */
export type Faults = {
	readonly plan: () => FaultPlan;
	/** From now on the faults are these, counted anew. */
	readonly replace: (plan: FaultPlan) => void;
	/** What is to happen to a request: the first rule that strikes. Throws a 400 Fault when the request asks for a fault that does not exist. */
	readonly strike: (request: FaultyRequest) => FaultEffect | undefined;
};

export const noFaults: FaultPlan = {rules: []};

type Counted = {readonly rule: FaultRule; left: number};

/** `setUnreachable` gets the machines whose hosts a plan makes unreachable, each time there is a new plan. */
export const createFaults = (setUnreachable: (machineIds: readonly string[]) => void): Faults => {
	let plan = noFaults;
	let random = createRandom(1);
	let counted: readonly Counted[] = [];

	const strikes = (entry: Counted, request: FaultyRequest): boolean => {
		const {route, machine, probability = 1} = entry.rule;
		const isMeant =
			entry.left > 0 && (route === undefined || matchesRoute(route, request)) && (machine === undefined || machine === request.machine);
		return isMeant && random() < probability;
	};

	return {
		plan: () => plan,
		replace(next) {
			const isHostDown = ({fault}: FaultRule): boolean => fault === 'host-unreachable';
			plan = next;
			random = createRandom(next.seed ?? 1);
			counted = next.rules.filter(rule => !isHostDown(rule)).map(rule => ({rule, left: rule.count ?? Number.POSITIVE_INFINITY}));
			setUnreachable(next.rules.filter(isHostDown).map(({machine = ''}) => machine));
		},
		strike(request) {
			if (request.header !== undefined) {
				return effectOfHeader(request.header, request.operation);
			}

			const entry = counted.find(candidate => strikes(candidate, request));
			if (entry === undefined) {
				return undefined;
			}

			entry.left--;
			return effectOf(entry.rule.fault, request.operation, entry.rule);
		},
	};
};
