import {expect, test} from 'vitest';
import {gatherArrivals} from '../../source/runtime/gather-arrivals.ts';
import {createStore} from '../../source/store/store.ts';
import {buildMachine} from '../helpers/build-machine.ts';
import {buildState, reduceAll} from '../helpers/build-state.ts';

test('the first machines of a list show at once, the others some hundreds at a time', () => {
	const store = createStore(reduceAll(buildState(), {type: 'apps-received', apps: ['web']}));
	const sizes: number[] = [];
	store.subscribe(() => sizes.push(store.getState().fleet.size));
	const arrived = gatherArrivals({store, app: 'web', requestedAtMs: 0});
	for (let part = 0; part < 20; part++) {
		arrived(Array.from({length: 100}, (_, index) => buildMachine({id: `m${part}-${index}`, app: 'web'})));
	}

	expect(sizes[0]).toBe(100);
	expect(sizes.length).toBeLessThan(15);
	expect(sizes.at(-1)).toBeGreaterThan(1500);
});
