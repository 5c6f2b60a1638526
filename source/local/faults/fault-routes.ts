import type {JsonObject} from '../../domain/json.ts';
import {refusal} from '../fleet/fault.ts';
import {answer} from '../http/answer.ts';
import type {Call, Route} from '../http/route.ts';
import {parseFaultPlan} from './fault-plan.ts';
import {type Faults, noFaults} from './faults.ts';

const anyObject = {struct: 'flydeck.FaultPlan', fields: {}} as const;

/** The control path: shows the plan of faults, puts another in its place, drops it. No fault strikes these. */
export const faultRoutes = (faults: Faults, routes: readonly Route[]): readonly Route[] => {
	const show = (): Response => answer(faults.plan() as JsonObject);

	const replace = async (call: Call): Promise<Response> => {
		const parsed = parseFaultPlan(await call.body(anyObject), routes);
		if (!parsed.ok) {
			throw refusal('invalid_argument', parsed.problems.join(' '));
		}

		faults.replace(parsed.plan);
		return show();
	};

	const drop = (): Response => {
		faults.replace(noFaults);
		return new Response(null, {status: 204});
	};

	const row = (method: Route['method'], operation: string, handle: Route['handle']): Route => ({
		method,
		path: '/_flydeck/faults',
		operation,
		limit: 'none',
		isControl: true,
		handle,
	});
	return [row('GET', 'Flydeck_show_faults', show), row('PUT', 'Flydeck_set_faults', replace), row('DELETE', 'Flydeck_drop_faults', drop)];
};
