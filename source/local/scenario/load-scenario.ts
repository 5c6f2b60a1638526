import type {World} from '../host/world.ts';
import {loadDemo} from './demo.ts';
import {loadFleet} from './fleet.ts';

export type Scenario = {
	readonly scenario: 'demo' | 'empty';
	/** How many simulated machines there are in one more app, `fleet`. */
	readonly fleet: number;
};

/** Fills a world that holds no app yet; one that was kept from before stays as it is. */
export const loadScenario = (world: World, {scenario, fleet}: Scenario): void => {
	if (world.store.apps().length > 0) {
		return;
	}

	world.state.together(() => {
		if (scenario === 'demo') {
			loadDemo(world, world.random);
		}

		if (fleet > 0) {
			loadFleet(world, world.random, fleet);
		}
	});
};
