import {expect, test} from 'vitest';
import {initialState} from '../../source/store/initial-state.ts';
import type {FailureKind, State} from '../../source/store/state.ts';
import {presentMs} from '../helpers/build-machine.ts';
import {buildFailure, buildState, listOf, reduceAll} from '../helpers/build-state.ts';
import {renderApp} from '../helpers/render.tsx';
import {exampleFleet, healthy} from './example-fleet.ts';

const unread = initialState({isLocal: false, host: 'api.machines.dev', organization: 'acme', apps: [], nowMs: presentMs});

const failing = (kind: FailureKind): State => ({...unread, appsFailure: buildFailure({kind, message: 'The API said no.'})});

const unreadable = (...issues: readonly string[]): State =>
	reduceAll(buildState({apps: ['web']}), listOf('web', [], {requestId: 2, issues}));

const cases: readonly {readonly title: string; readonly state: State; readonly header: string; readonly says: readonly string[]}[] = [
	{title: 'before the first answer', state: unread, header: 'loading', says: ['Loading']},
	{title: 'an app without machines', state: buildState({apps: ['web']}), header: 'live', says: ['No machines in web']},
	{title: 'an organization without apps', state: {...unread, appsKnown: true}, header: 'live', says: ['organization acme', 'no apps']},
	{
		title: 'a filter that nothing matches',
		state: buildState({machines: exampleFleet, view: {filter: 'zebra'}}),
		header: 'live',
		says: ['"zebra"', 'esc'],
	},
	{
		title: 'trouble of which there is none',
		state: buildState({machines: [healthy], view: {isTroubleOnly: true}}),
		header: 'live',
		says: ['No machine is in trouble', '!'],
	},
	{
		title: 'trouble that a filter hides',
		state: buildState({machines: exampleFleet, view: {isTroubleOnly: true, filter: 'zebra'}}),
		header: 'live',
		says: ['that matches "zebra" is in trouble', '!'],
	},
	{title: 'a refused token', state: failing('unauthorized'), header: 'TOKEN REFUSED', says: ['The API said no.', 'fly auth token']},
	{
		title: 'an app that is not there',
		state: reduceAll(buildState({apps: ['web']}), {
			type: 'machines-failed',
			app: 'web',
			failure: buildFailure({kind: 'not-found', message: 'Nobody knows web.'}),
		}),
		header: 'NO SUCH APP',
		says: ['Nobody knows web.', 'Check its name'],
	},
	{
		title: 'a fleet that cannot be read',
		state: unreadable('machine 148e of app web: has no usable state', 'machine number 2 of app web: is not an object'),
		header: 'live',
		says: ['2 machines could not be read: machine 148e of app web:', 'N tells'],
	},
	{title: 'one machine that cannot be read', state: unreadable('machine 1 of app web: is odd'), header: 'live', says: ['1 machine could']},
	{title: 'an API that cannot be reached', state: failing('offline'), header: 'OFFLINE', says: ['The API said no.', 'trying']},
];

test.for(cases)('$title is told in place of the rows', async ({state, header, says}) => {
	for (const [columns, rows] of [
		[80, 24],
		[120, 40],
		[40, 12],
	] as const) {
		const screen = await renderApp(state, columns, rows);
		expect(screen.lines()[0]).toContain(header);
		const body = screen
			.lines()
			.slice(2, -2)
			.join(' ')
			.replace(/[│\s]+/g, ' ');
		for (const words of says) {
			expect(body).toContain(words);
		}
	}
});

test('a long failure is told whole, on as many lines as it needs', async () => {
	const message =
		'Could not list the apps of organization acme: the Machines API at api.machines.dev cannot be reached, nothing listens there.';
	const screen = await renderApp({...unread, appsFailure: buildFailure({message})}, 40, 12);
	expect(screen.lines().slice(2, -2).join(' ').replace(/\s+/g, ' ')).toContain(message);
});
