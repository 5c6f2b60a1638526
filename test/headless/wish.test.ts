import {expect, test} from 'vitest';
import {type Written, wishOf} from '../../source/headless/wish.ts';

const read = (written: Partial<Written>) =>
	wishOf({
		command: 'stop',
		words: ['web-1'],
		inner: [],
		signal: undefined,
		timeoutSeconds: undefined,
		waitFor: undefined,
		isForced: false,
		...written,
	});

test.each<{readonly written: Partial<Written>; readonly wish: object; readonly words?: readonly string[]}>([
	{written: {command: 'start'}, wish: {kind: 'order', order: {verb: 'start'}}},
	{written: {signal: 'SIGINT', timeoutSeconds: 30}, wish: {kind: 'order', order: {verb: 'stop', signal: 'SIGINT', timeoutSeconds: 30}}},
	{written: {command: 'signal'}, wish: {kind: 'order', order: {verb: 'signal', signal: 'SIGTERM'}}},
	{written: {command: 'signal', signal: 'SIGSEGV'}, wish: {kind: 'order', order: {verb: 'signal', signal: 'SIGSEGV'}}},
	{written: {command: 'delete'}, wish: {kind: 'order', order: {verb: 'delete'}}},
	{written: {command: 'delete', isForced: true}, wish: {kind: 'order', order: {verb: 'force-delete'}}},
	{written: {words: ['app:web'], inner: ['-region:fra']}, wish: {kind: 'order'}, words: ['app:web', '-region:fra']},
	{written: {command: 'exec', inner: ['uname', '-a']}, wish: {kind: 'exec', command: ['uname', '-a'], timeoutSeconds: 10}},
	{written: {command: 'wait', waitFor: 'settled'}, wish: {kind: 'wait', state: 'settled', timeoutSeconds: 300}},
	{written: {command: 'lease', words: ['show', 'web-1']}, wish: {kind: 'lease', deed: 'show'}},
	{written: {command: 'lease', words: ['acquire', 'web-1'], timeoutSeconds: 9}, wish: {kind: 'lease', deed: 'acquire', ttlSeconds: 9}},
])('$written is $wish', ({written, wish, words = ['web-1']}) => {
	expect(read(written)).toMatchObject({ok: true, wish, words});
});

const wantsMachines = (command: string): string =>
	`flydeck ${command} wants to know which machines: ids, names, or a query such as state:started. See flydeck help ${command}.`;

test.each<{readonly written: Partial<Written>; readonly problem: string}>([
	{written: {words: []}, problem: wantsMachines('stop')},
	{written: {words: [' ']}, problem: wantsMachines('stop')},
	{written: {command: 'lease', words: ['show']}, problem: wantsMachines('lease')},
	{written: {command: 'exec', words: [], inner: ['ls']}, problem: wantsMachines('exec')},
	{written: {command: 'exec'}, problem: 'flydeck exec wants a command after --, as in: flydeck exec web-1 -- uname -a'},
	{
		written: {command: 'exec', inner: ['ls'], timeoutSeconds: 61},
		problem: 'A command may take 60 s at most: the API ends it then.',
	},
	{
		written: {signal: 'SIGSEGV'},
		problem: 'A stop takes SIGINT, SIGTERM, SIGQUIT, SIGHUP, SIGUSR1, SIGUSR2, SIGKILL, not SIGSEGV.',
	},
	{
		written: {command: 'wait'},
		problem: 'flydeck wait wants --wait-for and one of started, stopped, suspended, destroyed, failed, settled.',
	},
	{written: {command: 'wait', waitFor: 'starting'}, problem: expect.stringContaining('--wait-for')},
	{written: {command: 'lease', words: ['break', 'web-1']}, problem: 'flydeck lease wants show, acquire or release, and then machines.'},
])('$written is answered: $problem', ({written, problem}) => {
	expect(read(written)).toEqual({ok: false, problem});
});
