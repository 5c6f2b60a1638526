import {expect, test} from 'vitest';
import {endingOf} from '../source/ending.ts';
import {initialState} from '../source/store/initial-state.ts';
import type {FailureKind, State} from '../source/store/state.ts';
import {buildMachine, presentMs} from './helpers/build-machine.ts';
import {buildFailure, buildState, reduceAll} from './helpers/build-state.ts';

const unread = initialState({isLocal: false, host: 'api', organization: 'acme', apps: ['web'], nowMs: presentMs});
const read = buildState({machines: [buildMachine()]});
const failing = (state: State, kind: FailureKind, message = 'It failed.'): State =>
	reduceAll(state, {type: 'machines-failed', app: 'web', failure: buildFailure({kind, message})});

test.each([
	{title: 'nothing was read yet and nothing failed', state: unread, ending: {exitCode: 0}},
	{title: 'all is well', state: read, ending: {exitCode: 0}},
	{title: 'nothing could be read', state: failing(unread, 'not-found'), ending: {exitCode: 1, sentence: 'It failed.'}},
	{
		title: 'the token was never accepted',
		state: failing(unread, 'unauthorized', 'Refused: no'),
		ending: {exitCode: 3, sentence: 'Refused: no. fly auth token shows a good one.'},
	},
	{title: 'it failed at last', state: failing(read, 'offline'), ending: {exitCode: 0, sentence: 'It failed.'}},
	{
		title: 'the apps could not be listed',
		state: {...unread, feeds: new Map(), appsFailure: buildFailure({message: 'No list.'})},
		ending: {exitCode: 1, sentence: 'No list.'},
	},
])('when $title, flydeck ends with $ending.exitCode', ({state, ending}) => {
	expect(endingOf(state)).toEqual(ending);
});
