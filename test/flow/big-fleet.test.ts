import {expect, onTestFinished, test} from 'vitest';
import {createApi} from '../../source/api/api.ts';
import {openListThread} from '../../source/reading/list-thread.ts';
import {createPoller} from '../../source/runtime/poller.ts';
import type {StoreEvent} from '../../source/store/events.ts';
import {initialState} from '../../source/store/initial-state.ts';
import {createStore} from '../../source/store/store.ts';
import {createFastClock} from '../helpers/flow-clock.ts';
import {startTestApi} from '../helpers/local-server.ts';
import {waitFor} from '../helpers/wait-for.ts';

const size = 1500;

test('a big fleet is read whole in a thread, and then only what became of it', async () => {
	const clock = createFastClock(10);
	const {api: server, call} = await startTestApi({clock, scenario: 'empty', fleet: size});
	const told: string[] = [];
	const farLists = openListThread(sentence => told.push(sentence));
	onTestFinished(() => farLists.close());
	const api = createApi({baseUrl: server.url, token: 'secret', clock, userAgent: 'flydeck-test', farLists});
	const store = createStore(initialState({isLocal: true, host: '', organization: 'personal', apps: ['fleet'], nowMs: clock.now()}));
	const lists: (StoreEvent & {readonly type: 'machines-received'})[] = [];
	const watched = {
		...store,
		dispatch(...events: readonly StoreEvent[]) {
			lists.push(...events.filter(event => event.type === 'machines-received'));
			store.dispatch(...events);
		},
	};
	const poller = createPoller({api, store: watched, clock, random: () => 0.5, organization: 'personal', apps: ['fleet'], intervalMs: 1000});
	onTestFinished(() => poller.stop());
	poller.start();
	await waitFor(() => store.getState().fleet.size === size);
	const before = store.getState().fleet;

	const stopped = [...before.values()].find(({state, cordoned}) => state === 'started' && !cordoned);
	const id = stopped?.id ?? '';
	await call('POST', `/v1/apps/fleet/machines/${id}/cordon`);
	await waitFor(() => store.getState().fleet.get(id)?.cordoned === true);
	const after = store.getState().fleet;
	const others = [...after.values()].filter(machine => before.get(machine.id) !== machine).length;
	expect(others).toBeLessThan(size / 10);
	expect(lists.at(-1)?.changes?.since).toBeDefined();

	const {body} = await call('POST', '/v1/apps/fleet/machines', {config: {image: 'nginx'}, skip_launch: true});
	await waitFor(() => store.getState().fleet.has(String(body.id)));
	await call('DELETE', `/v1/apps/fleet/machines/${id}?force=true`);
	await waitFor(() => !store.getState().fleet.has(id));
	expect(store.getState().fleet.size).toBe(size);
	expect(told).toEqual([]);
});
