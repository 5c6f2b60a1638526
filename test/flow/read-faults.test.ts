import {expect, test, vi} from 'vitest';
import {selectConnection} from '../../source/store/connection.ts';
import {startFaultyProxy} from '../helpers/faulty-proxy.ts';
import {startFlow} from '../helpers/flow.ts';
import {createFastClock} from '../helpers/flow-clock.ts';
import {startFlowServer} from '../helpers/flow-server.ts';
import {readFaults} from '../helpers/read-faults.ts';

vi.setConfig({testTimeout: 60_000});

/** The shortest time between two reads of an app, in ms: a little less than the cadence, since clocks and networks are not exact. */
const shortestGapMs = 1800;

const isList = ({method, path}: {readonly method: string; readonly path: string}): boolean =>
	method === 'GET' && /\/machines(?:\?|$)/.test(path);

test.for(readFaults)(
	'$title: rows stay and age, one note, requests in their time, and all is well again without a key',
	async ({kind, fault, quietMs = 0, notes = 1}) => {
		const server = await startFlowServer({clock: createFastClock(20), speed: 20});
		const id = await server.launch({}, {name: 'web-1'});
		const proxy = await startFaultyProxy(server.url, server.clock);
		const flow = await startFlow({...server, url: proxy.url});
		await flow.waitForMachine(id, 'started');
		const before = flow.state().feeds.get('web')?.answeredAtMs ?? 0;

		const {end, struck} = proxy.strike(fault, isList);
		const failed = await flow.waitForState(state => selectConnection(state).kind === kind && struck() >= 3, `${kind} three times`);
		expect(failed.fleet.get(id)?.name).toBe('web-1');
		expect(failed.feeds.get('web')?.answeredAtMs).toBeGreaterThanOrEqual(before);
		expect(selectConnection(failed).ageMs).toBeGreaterThan(0);
		expect(failed.notes).toHaveLength(notes);

		end();
		const seen = await server.launch({}, {name: 'web-2'});
		const well = await flow.waitForState(
			state => selectConnection(state).kind === 'live' && state.fleet.has(seen),
			'live again, with what is new',
		);
		expect(well.notes.map(({text}) => text)).toEqual([...failed.notes.map(({text}) => text), expect.stringMatching(/^Live again after /)]);
		const times = proxy.requests.filter(isList).map(({atMs}) => atMs);
		const gaps = times.slice(1).map((atMs, index) => atMs - (times[index] ?? 0));
		expect(Math.min(...gaps)).toBeGreaterThan(shortestGapMs);
		const struckGaps = gaps.slice(-struck() - 1);
		expect(Math.max(...struckGaps)).toBeGreaterThan(quietMs);
	},
);
