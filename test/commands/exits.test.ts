import {describe, expect, test} from 'vitest';
import {selectShownExit} from '../../source/store/exit-logs.ts';
import type {State} from '../../source/store/state.ts';
import type {View} from '../../source/store/view.ts';
import {buildEvent, buildExitEvent, buildMachine} from '../helpers/build-machine.ts';
import {buildState, listOf, reduceAll} from '../helpers/build-state.ts';
import {lastNote, press} from '../helpers/press.ts';

const [newest, middle, eldest] = [1, 2, 3].map(code => buildExitEvent({exitCode: code, requestedStop: true}, code * 60_000));
const kept = buildExitEvent({exitCode: 4}, 86_400_000);
const machine = buildMachine({id: 'a', name: 'web-1', events: [newest, buildEvent(), middle, eldest].flatMap(event => event ?? [])});
const other = buildMachine({id: 'b', name: 'web-2', events: [buildEvent()]});
const history = new Map([['a', {items: [], days: [], checks: [], olderEvents: [kept]}]]);

const opened = (view: Partial<View> = {}): State =>
	buildState({machines: [machine, other], history, view: {focus: 'details', cursorId: 'a', paneRows: 18, paneWidth: 76, ...view}});

const shownAfter = (...keys: readonly string[]): string | undefined => selectShownExit(press(opened(), ...keys).state)?.event.id;

describe('the exit that is picked', () => {
	test.each([
		['first the newest, whatever the key', ['}'], newest],
		['first the newest, whatever the key', ['{'], newest],
		['then the one before it', ['}', '}'], middle],
		['and the one after it again', ['}', '}', '}', '{'], middle],
		['in the end one that only the journal remembers', ['}', '}', '}', '}'], kept],
	])('is %s', (_what, keys, exit) => {
		expect(shownAfter(...keys)).toBe(exit?.id);
	});

	test('is of a machine that is well, too, of which nothing is read unasked', () => {
		expect(shownAfter()).toBeUndefined();
	});

	test('stays while newer exits come', () => {
		const {state} = press(opened(), '}', '}');
		const crashed = {...machine, events: [buildExitEvent({exitCode: 9}, 1000), ...machine.events]};
		const after = reduceAll(state, listOf('web', [crashed, other], {requestId: 2}));
		expect(selectShownExit(after)?.event.id).toBe(middle?.id);
	});

	test('is of one machine, and means nothing to another', () => {
		const {state} = press(opened(), '}', '}', 'esc', 'j', 'enter');
		expect(state.view.cursorId).toBe('b');
		expect(selectShownExit(state)).toBeUndefined();
	});
});

test.each([
	['beyond the newest', opened(), ['}', '{'], 'No newer exit of web-1 is known.'],
	['beyond the eldest', opened(), ['}', '}', '}', '}', '}'], 'No older exit of web-1 is known.'],
	['where a machine never ended', opened({cursorId: 'b'}), ['}'], 'No exit of web-2 is known.'],
	['where no events are shown', opened({focus: 'table'}), ['}'], 'Exits are gone through in the events of a machine: enter, then 1.'],
	['on another tab', opened({tab: 'info'}), ['{'], 'Exits are gone through in the events of a machine: enter, then 1.'],
	['beside a table without machines', buildState({view: {isWide: true}}), ['}'], 'There is no machine under the cursor.'],
])('what there is no exit for is told %s', (_where, state, keys, text) => {
	const after = press(state, ...keys).state;
	expect(lastNote(after)).toBe(text);
});
