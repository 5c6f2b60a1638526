import {textAt} from '../../domain/json-reader.ts';
import {refusal} from '../fleet/fault.ts';
import {stopRuleOf} from '../fleet/machine-config.ts';
import type {MachineRecord} from '../fleet/machine-record.ts';
import type {World} from '../host/world.ts';
import {answer} from './answer.ts';
import type {Call, Route} from './route.ts';

const causeShape = {struct: 'flydeck.Cause', fields: {cause: 'string', machine: 'string'}} as const;

/** The control path for what the platform does to machines of its own accord, so that no client can ask the API for it. No fault strikes it. */
export const causeRoutes = ({store, driver}: World): readonly Route[] => {
	const causes: ReadonlyMap<string, (machine: MachineRecord) => void> = new Map([
		['proxy-start', machine => driver.start(machine, 'proxy')],
		['proxy-stop', machine => driver.stop(machine, stopRuleOf(machine.config, {}), 'proxy')],
		['proxy-suspend', machine => driver.suspend(machine, 'proxy')],
		['migrate', driver.migrate],
		['stall', driver.stall],
	]);

	const bringAbout = async (call: Call): Promise<Response> => {
		const body = await call.body(causeShape);
		const cause = causes.get(textAt(body, 'cause') ?? '');
		if (cause === undefined) {
			throw refusal('invalid_argument', `"cause" must be one of ${[...causes.keys()].join(', ')}`);
		}

		const machine = store.findMachine(textAt(body, 'machine') ?? '');
		if (machine === undefined || machine.state === 'destroyed') {
			throw refusal('not_found', 'machine not found');
		}

		cause(machine);
		return answer({ok: true});
	};

	return [
		{
			method: 'POST',
			path: '/_flydeck/causes',
			operation: 'Flydeck_bring_about',
			limit: 'none',
			isControl: true,
			handle: bringAbout,
		},
	];
};
