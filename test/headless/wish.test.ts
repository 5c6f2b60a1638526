import {expect, test} from 'vitest';
import {type Written, wishOf} from '../../source/headless/wish.ts';
import {written} from '../helpers/written.ts';

const read = (given: Partial<Written>) => wishOf(written({command: 'stop', words: ['web-1'], ...given}));

test.each<{readonly written: Partial<Written>; readonly wish: object; readonly words?: readonly string[]}>([
	{written: {command: 'start'}, wish: {kind: 'order', order: {verb: 'start'}}},
	{written: {signal: 'SIGINT', timeoutSeconds: 30}, wish: {kind: 'order', order: {verb: 'stop', signal: 'SIGINT', timeoutSeconds: 30}}},
	{written: {command: 'signal'}, wish: {kind: 'order', order: {verb: 'signal', signal: 'SIGTERM'}}},
	{written: {command: 'signal', signal: 'SIGSEGV'}, wish: {kind: 'order', order: {verb: 'signal', signal: 'SIGSEGV'}}},
	{written: {command: 'update', image: 'nginx:2'}, wish: {kind: 'order', order: {verb: 'update', image: 'nginx:2'}}},
	{written: {command: 'delete'}, wish: {kind: 'order', order: {verb: 'delete'}}},
	{written: {command: 'delete', isForced: true}, wish: {kind: 'order', order: {verb: 'force-delete'}}},
	{written: {words: ['app:web'], inner: ['-region:fra']}, wish: {kind: 'order'}, words: ['app:web', '-region:fra']},
	{written: {command: 'exec', inner: ['uname', '-a']}, wish: {kind: 'exec', command: ['uname', '-a'], timeoutSeconds: 10}},
	{written: {command: 'wait', waitFor: 'settled'}, wish: {kind: 'wait', state: 'settled', timeoutSeconds: 300}},
	{written: {command: 'lease', words: ['show', 'web-1']}, wish: {kind: 'lease', deed: 'show'}},
	{written: {command: 'lease', words: ['acquire', 'web-1'], timeoutSeconds: 9}, wish: {kind: 'lease', deed: 'acquire', ttlSeconds: 9}},
	{written: {command: 'lease', words: ['break', 'web-1'], owner: 'me'}, wish: {kind: 'lease', deed: 'break', owner: 'me'}},
	{written: {command: 'edit'}, wish: {kind: 'edit', file: undefined}},
	{written: {command: 'edit', file: 'web.json'}, wish: {kind: 'edit', file: 'web.json'}},
	{written: {command: 'back'}, wish: {kind: 'back', version: '1'}},
	{written: {command: 'back', version: '01J'}, wish: {kind: 'back', version: '01J'}},
	{written: {command: 'compare', words: ['web-1', 'web-2']}, wish: {kind: 'compare', source: {kind: 'machine'}}, words: ['web-1', 'web-2']},
	{written: {command: 'compare', version: '2'}, wish: {kind: 'compare', source: {kind: 'version', version: '2'}}},
	{written: {command: 'compare', file: 'web.json'}, wish: {kind: 'compare', source: {kind: 'file', path: 'web.json'}}},
	{written: {command: 'versions'}, wish: {kind: 'versions'}},
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
	{
		written: {command: 'update'},
		problem: 'flydeck update wants --image and the name of one, as in: flydeck update app:web --image registry.fly.io/web:v3',
	},
	{written: {command: 'exec'}, problem: 'flydeck exec wants a command after --, as in: flydeck exec web-1 -- uname -a'},
	{written: {command: 'exec', inner: ['']}, problem: 'flydeck exec wants a command after --, as in: flydeck exec web-1 -- uname -a'},
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
	{
		written: {command: 'lease', words: ['take', 'web-1']},
		problem: 'flydeck lease wants show, acquire, release or break, and then machines.',
	},
	{written: {command: 'lease', words: ['release', 'web-1'], owner: 'me'}, problem: '--owner is for flydeck lease break alone.'},
	{
		written: {command: 'compare', file: 'web.json', version: '1'},
		problem: 'flydeck compare takes --version or --file, not both.',
	},
	{written: {command: 'edit', words: [], file: 'web.json'}, problem: wantsMachines('edit')},
])('$written is answered: $problem', ({written, problem}) => {
	expect(read(written)).toEqual({ok: false, problem});
});
