import {expect, test} from 'vitest';
import {endingOf, leftInWords} from '../source/ending.ts';
import {initialState} from '../source/store/initial-state.ts';
import {type JobStatus, newJob} from '../source/store/jobs.ts';
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

const stopOf = (count: number, status: JobStatus, endedAtMs?: number) => {
	const names = Array.from({length: count}, (_, index) => `web-${index + 1}`);
	const targets = names.map(
		name => ({app: 'web', id: `id-of-${name}`, name, state: 'started', sinceMs: undefined, instanceId: undefined}) as const,
	);
	const job = newJob(1, {verb: 'stop'}, targets, 1, presentMs);
	const steps = ['done', 'running'] as const;
	return {...job, status, endedAtMs, items: job.items.map((item, index) => ({...item, step: steps[index] ?? item.step}))};
};

test.each([
	{title: 'no job', job: undefined, told: []},
	{title: 'a job that is over', job: stopOf(3, 'ended', presentMs), told: []},
	{
		title: 'a job under way',
		job: stopOf(4, 'running'),
		told: ['stop: flydeck ended with 1 of 4 done; 1 under way, with an unknown end: web-2; 2 not reached: web-3, web-4.'],
	},
	{
		title: 'a long job',
		job: stopOf(14, 'paused'),
		told: [
			'stop: flydeck ended with 1 of 14 done; 1 under way, with an unknown end: web-2; 12 not reached: web-3, web-4, web-5, web-6, web-7, web-8, web-9, web-10, web-11, web-12 and 2 more.',
		],
	},
])('of $title, what is left undone is told at the end', ({job, told}) => {
	expect(leftInWords({jobs: job === undefined ? [] : [job]})).toEqual(told);
});
