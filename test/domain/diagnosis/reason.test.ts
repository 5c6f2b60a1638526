import {expect, test} from 'vitest';
import {reasonOf} from '../../../source/domain/diagnosis/reason.ts';
import type {Machine} from '../../../source/domain/machine.ts';
import {buildConfig, buildEvent, buildExitEvent, buildMachine, presentMs} from '../../helpers/build-machine.ts';

const event = (type: string, status: string, source: string, agoMs = 60_000) =>
	buildEvent({type, status, source, timestampMs: presentMs - agoMs});

const service = {protocol: 'tcp', internalPort: 80, ports: [], autostop: 'suspend', minMachinesRunning: undefined};
const launched = event('launch', 'created', 'user', 90_000);

test.each<{readonly of: string; readonly given: Partial<Machine>; readonly short: string; readonly sentence: string}>([
	{
		of: 'started by a user',
		given: {events: [event('start', 'started', 'flyd'), event('start', 'starting', 'user'), launched]},
		short: 'start by user',
		sentence: 'A user started it.',
	},
	{
		of: 'asked to start by the proxy',
		given: {state: 'starting', events: [event('start', 'starting', 'proxy'), launched]},
		short: 'start by proxy',
		sentence: 'The proxy asked it to start.',
	},
	{
		of: 'moved from another host',
		given: {events: [event('start', 'started', 'flyd'), event('launch', 'created', 'flyd')]},
		short: 'migrated by platform',
		sentence: 'The platform (flyd) made it anew here: it was moved from another host.',
	},
	{
		of: 'moved to another host',
		given: {state: 'migrated'},
		short: 'moved to another host',
		sentence: 'It was moved to another host; this is what is left of the old copy.',
	},
	{
		of: 'replaced by a version',
		given: {state: 'replaced'},
		short: 'replaced by new version',
		sentence: 'A newer version took its place.',
	},
	{
		of: 'suspended by the proxy for want of traffic',
		given: {
			state: 'suspended',
			config: buildConfig({services: [service]}),
			events: [event('suspend', 'suspended', 'flyd'), event('suspend', 'suspending', 'proxy')],
		},
		short: 'proxy suspended, idle',
		sentence: 'The proxy suspended it, idle, as its autostop says; a request wakes it.',
	},
	{
		of: 'suspended by a user',
		given: {state: 'suspended', events: [event('suspend', 'suspended', 'flyd'), event('suspend', 'suspending', 'user')]},
		short: 'suspend by user',
		sentence: 'A user suspended it; a start resumes it.',
	},
	{
		of: 'brought back by its policy',
		given: {events: [event('start', 'started', 'flyd'), buildExitEvent({exitCode: 139, restarting: true}), launched]},
		short: 'restarted, SIGSEGV',
		sentence: 'Ended by SIGSEGV (exit code 139): it reached for memory that is not its own. It was started again by its policy on-failure.',
	},
	{
		of: 'updated',
		given: {state: 'replacing', events: [event('update', 'replacing', 'user')]},
		short: 'update by user',
		sentence: 'A user asked it to update.',
	},
	{
		of: 'in a state that nobody documented',
		given: {state: 'hibernating'},
		short: 'unknown state hibernating',
		sentence: 'The API gives it the state "hibernating", which flydeck does not know.',
	},
	{
		of: 'brought back by its policy, though that is not told in the exit',
		given: {events: [event('start', 'started', 'flyd'), buildExitEvent({exitCode: 1}), launched]},
		short: 'restarted, exit 1',
		sentence: 'It failed with exit code 1, the general error. It was started again by its policy on-failure.',
	},
	{
		of: 'started by its schedule',
		given: {
			config: buildConfig({schedule: 'daily'}),
			events: [event('start', 'started', 'flyd'), buildExitEvent({exitCode: 1}), launched],
		},
		short: 'launch by user',
		sentence: 'A user made it.',
	},
	{
		of: 'made anew by an update',
		given: {
			events: [
				event('start', 'started', 'flyd'),
				event('launch', 'created', 'user', 61_000),
				buildExitEvent({requestedStop: true}, 62_000),
				event('update', 'replacing', 'user', 63_000),
			],
		},
		short: 'update by user',
		sentence: 'A user updated it.',
	},
	{
		of: 'suspended by nobody known',
		given: {state: 'suspended', events: [event('suspend', 'suspended', 'flyd'), event('start', 'started', 'flyd'), launched]},
		short: 'suspend by ?',
		sentence: 'Somebody suspended it; a start resumes it.',
	},
	{
		of: 'destroyed by itself',
		given: {
			state: 'destroyed',
			config: buildConfig({autoDestroy: true}),
			events: [event('destroy', 'destroyed', 'flyd'), buildExitEvent({}), launched],
		},
		short: 'destroyed when it ended',
		sentence: 'It ended, and is destroyed then, as its auto_destroy says.',
	},
	{
		of: 'destroyed by nobody known',
		given: {state: 'destroyed', events: [event('destroy', 'destroyed', 'flyd'), buildExitEvent({requestedStop: true}), launched]},
		short: 'gone',
		sentence: 'It does not exist any more.',
	},
	{
		of: 'destroyed by a user',
		given: {state: 'destroyed', events: [event('destroy', 'destroyed', 'flyd'), event('destroy', 'destroying', 'user'), launched]},
		short: 'destroy by user',
		sentence: 'A user deleted it.',
	},
	{
		of: 'being destroyed for nobody known',
		given: {state: 'destroying', events: [event('destroy', 'destroying', 'flyd'), launched]},
		short: 'being removed',
		sentence: 'It is being removed.',
	},
	{
		of: 'cordoned and stopped by a user',
		given: {
			cordoned: true,
			state: 'stopped',
			events: [buildExitEvent({requestedStop: true}), event('stop', 'stopping', 'user', 61_000)],
		},
		short: 'CORDONED user stop, ex…',
		sentence: 'A user stopped it; it ended cleanly.',
	},
	{
		of: 'cordoned without an event',
		given: {cordoned: true, events: []},
		short: 'CORDONED not told why',
		sentence: 'No event tells why it is started.',
	},
	{
		of: 'stopped with an event that says next to nothing',
		given: {state: 'stopped', events: [event('exotic', '', 'flyd')]},
		short: 'exotic',
		sentence: 'The newest event is exotic.',
	},
	{
		of: 'stopped without an event',
		given: {state: 'stopped', events: []},
		short: 'not told why',
		sentence: 'No event tells why it is stopped.',
	},
])('a machine that is $of: $short', ({given, short, sentence}) => {
	expect(reasonOf(buildMachine(given))).toEqual({short, sentence});
});
