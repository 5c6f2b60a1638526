import {expect, test, vi} from 'vitest';
import type {JsonObject} from '../../source/domain/json.ts';
import {selectConnection} from '../../source/store/connection.ts';
import {selectDiagnosis} from '../../source/store/diagnosis.ts';
import {selectRows} from '../../source/store/selectors.ts';
import type {State} from '../../source/store/state.ts';
import {pass, startFaultyProxy} from '../helpers/faulty-proxy.ts';
import {startFlow} from '../helpers/flow.ts';
import {createFastClock} from '../helpers/flow-clock.ts';
import {startFlowServer} from '../helpers/flow-server.ts';

vi.setConfig({testTimeout: 60_000});

type Odd = {
	readonly title: string;
	readonly change: (machine: JsonObject) => readonly JsonObject[];
	readonly isSeen: (state: State, id: string) => boolean;
};

const otherId = '148e000000000f';
const idsOf = (state: State): readonly string[] => selectRows(state).map(({id}) => id);

const movedBy =
	(offsetMs: number) =>
	(machine: JsonObject): readonly JsonObject[] => {
		const moved = JSON.stringify(machine)
			.replace(/"(\d{4}-\d\d-\d\dT[^"]+)"/g, (_, time: string) => `"${new Date(Date.parse(time) + offsetMs).toISOString()}"`)
			.replace(/"timestamp":(\d+)/g, (_, time: string) => `"timestamp":${Number(time) + offsetMs}`);
		return [JSON.parse(moved)];
	};

const hourMs = 3_600_000;

/** Answers that the API may give although none of its pages says so. */
const odd: readonly Odd[] = [
	{title: 'a machine that is gone', change: () => [], isSeen: state => state.fleet.size === 0},
	{
		title: 'a machine that is there twice',
		change: machine => [machine, {...machine, name: 'web-2'}],
		isSeen: (state, id) => idsOf(state).length === 1 && state.fleet.get(id)?.name === 'web-2',
	},
	{
		title: 'a machine that has another id',
		change: machine => [{...machine, id: otherId}],
		isSeen: state => [...state.fleet.keys()].join() === otherId,
	},
	{
		title: 'a state that nobody knows',
		change: machine => [{...machine, state: 'levitating'}],
		isSeen: (state, id) => state.fleet.get(id)?.state === 'levitating',
	},
	{
		title: 'a clock that is an hour ahead',
		change: movedBy(hourMs),
		isSeen: (state, id) => (state.fleet.get(id)?.createdAtMs ?? 0) > state.nowMs,
	},
	{
		title: 'a clock that is an hour behind',
		change: movedBy(-hourMs),
		isSeen: (state, id) => (state.fleet.get(id)?.createdAtMs ?? 0) < state.nowMs - hourMs / 2,
	},
	{
		title: 'fields that are missing',
		change: ({id, name, state}) => [{id: id ?? null, name: name ?? null, state: state ?? null}],
		isSeen: (state, id) => state.fleet.get(id)?.region === '',
	},
	{
		title: 'fields of another type',
		change: machine => [{...machine, events: 'none', checks: 3, config: [], region: null}],
		isSeen: (state, id) => (state.fleet.get(id)?.events.length ?? 1) === 0,
	},
	{
		title: 'one that cannot be read beside one that can',
		change: machine => [machine, {}],
		isSeen: state => state.feeds.get('web')?.issues.length === 1 && idsOf(state).length === 1,
	},
];

test.for(odd)('$title: is shown as it came, is no trouble of its own, and leaves nothing behind', async ({change, isSeen}) => {
	const server = await startFlowServer({clock: createFastClock(20), speed: 20});
	const id = await server.launch({}, {name: 'web-1'});
	const proxy = await startFaultyProxy(server.url, server.clock);
	const flow = await startFlow({...server, url: proxy.url});
	await flow.waitForMachine(id, 'started');

	const {end} = proxy.strike(
		async ({response, answer}) => {
			const answered = await answer();
			const machines: readonly JsonObject[] = JSON.parse(answered.body);
			pass(response, {...answered, body: JSON.stringify(machines.flatMap(change))});
		},
		({method, path}) => method === 'GET' && path.includes('/machines?'),
	);
	const struck = await flow.waitForState(state => isSeen(state, id), 'what is odd');
	expect(selectConnection(struck).kind).toBe('live');
	expect([...selectDiagnosis(struck).values()].flat()).toEqual([]);

	end();
	const well = await flow.waitForState(
		state => idsOf(state).join() === id && state.fleet.get(id)?.state === 'started' && !isSeen(state, id),
		'what it was',
	);
	expect(well.fleet.get(id)).toMatchObject({name: 'web-1', app: 'web'});
	expect(well.view.cursorId).toBe(id);
});
