import {expect, test} from 'vitest';
import {planLines} from '../../source/headless/ask.ts';
import {buildTarget} from '../helpers/build-state.ts';

test('a plan names each machine it will reach in columns, then each that it will not, and why', () => {
	const targets = [buildTarget({id: 'a', name: 'web-1'}), buildTarget({id: 'long', name: 'web-2', state: 'suspended', app: 'shop'})];
	const skipped = [{target: buildTarget({id: 'b'}), why: 'web-3 is already stopped'}];
	expect(planLines({title: 'stop with SIGINT', targets, skipped})).toEqual([
		'stop with SIGINT: 2 machines',
		'  a     started    web   web-1',
		'  long  suspended  shop  web-2',
		'left out: 1 machine',
		'  b  web-3 is already stopped',
	]);
});
