import type {Ask, Mode} from '../../source/store/state.ts';
import {presentMs} from './build-machine.ts';
import {buildTarget} from './build-state.ts';

const confirm = (ask: Ask): Mode => ({
	kind: 'confirm',
	confirmation: {verb: ask.kind === 'yes' ? 'stop' : 'force-delete', target: buildTarget(), ask, openedAtMs: presentMs},
	typed: '',
});

/** One mode of each kind, as it opens on the machine of `buildMachine`; both ways to confirm. */
export const someModes: readonly Mode[] = [
	{kind: 'browse'},
	{kind: 'filter', before: ''},
	{kind: 'prompt', text: '', picked: -1},
	{kind: 'help', scroll: 0},
	{kind: 'notes', scroll: 0},
	confirm({kind: 'yes'}),
	confirm({kind: 'type', expected: 'web-1', hint: 'its full name'}),
	{kind: 'lease', target: buildTarget(), ttl: '120'},
	{kind: 'wait', target: buildTarget(), picked: 0},
];
