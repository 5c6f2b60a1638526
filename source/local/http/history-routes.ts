import {listedEventOnWire} from '../fleet/wire.ts';
import type {World} from '../host/world.ts';
import {answer} from './answer.ts';
import {machineOf, machinePath} from './find-machine.ts';
import {wholeNumberOf} from './query.ts';
import type {Call, Route} from './route.ts';

const defaultEvents = 20;
const mostEvents = 50;

/** The calls that tell what was: the events and the versions of a machine. */
export const historyRoutes = (world: World): readonly Route[] => {
	const listEvents = (call: Call): Response => {
		const asked = wholeNumberOf(call.query, 'limit') ?? 0;
		const limit = asked > 0 ? Math.min(asked, mostEvents) : defaultEvents;
		return answer(machineOf(world, call).events.slice(0, limit).map(listedEventOnWire));
	};

	const listVersions = (call: Call): Response => {
		const versions = world.versions.of(machineOf(world, call));
		return answer(versions.map(({instanceId, config}) => ({version: instanceId, user_config: config})));
	};

	return [
		{
			method: 'GET',
			path: `${machinePath}/events`,
			operation: 'Machines_list_events',
			limit: {action: 'list-events', by: 'machine'},
			handle: listEvents,
		},
		{
			method: 'GET',
			path: `${machinePath}/versions`,
			operation: 'Machines_list_versions',
			limit: {action: 'list-versions', by: 'machine'},
			handle: listVersions,
		},
	];
};
