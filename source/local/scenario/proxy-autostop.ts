import {stopRuleOf} from '../fleet/machine-config.ts';
import type {World} from '../host/world.ts';

const shortestMs = 45_000;
const spreadMs = 30_000;

/** Stops and starts a machine every minute or so, as Fly's proxy does with the traffic, until the machine is gone. */
export const letProxyStopAndStart = (world: World, random: () => number, id: string): void => {
	const {store, driver, scheduler, speed} = world;
	const turn = (): void => {
		const machine = store.findMachine(id);
		if (machine === undefined || machine.state === 'destroyed') {
			return;
		}

		if (machine.state === 'started') {
			driver.stop(machine, stopRuleOf(machine.config, {}), 'proxy');
		} else if (machine.state === 'stopped') {
			driver.start(machine, 'proxy');
		}

		wait();
	};

	const wait = (): void => {
		scheduler.after((shortestMs + random() * spreadMs) / speed, turn);
	};

	wait();
};
