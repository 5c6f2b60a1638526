import {expect, test} from 'vitest';
import {createCursorRest} from '../../source/runtime/cursor-rest.ts';
import {createStore} from '../../source/store/store.ts';
import {buildMachine} from '../helpers/build-machine.ts';
import {buildState} from '../helpers/build-state.ts';
import {createManualClock} from '../helpers/manual-clock.ts';
import {press} from '../helpers/press.ts';

const open = () => {
	const clock = createManualClock();
	const store = createStore(buildState({machines: ['a', 'b', 'c'].map(id => buildMachine({id}))}));
	const rest = createCursorRest({store, clock});
	rest.start();
	return {
		clock,
		rest,
		leftId: () => store.getState().view.leftId,
		move: (key: string) => store.dispatch({type: 'view-changed', change: {cursorId: press(store.getState(), key).state.view.cursorId}}),
	};
};

test('the panes follow a tenth of a second after the last move', () => {
	const {clock, leftId, move} = open();
	move('j');
	clock.advance(99);
	expect(leftId()).toBe('a');
	clock.advance(1);
	expect(leftId()).toBeUndefined();
	expect(clock.pending()).toBe(0);
});

test('a key that comes again before that puts it off', () => {
	const {clock, leftId, move} = open();
	move('j');
	clock.advance(60);
	move('j');
	clock.advance(60);
	expect(leftId()).toBe('a');
	clock.advance(40);
	expect(leftId()).toBeUndefined();
});

test('nothing is waited for where the cursor has come back, nor after the end', () => {
	const {clock, rest, move} = open();
	move('j');
	move('k');
	expect(clock.pending()).toBe(0);
	move('j');
	rest.stop();
	expect(clock.pending()).toBe(0);
});
