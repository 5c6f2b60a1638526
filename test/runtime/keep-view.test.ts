import {expect, test} from 'vitest';
import {usualSettings, type ViewName} from '../../source/domain/views.ts';
import {keepView} from '../../source/runtime/keep-view.ts';
import {createStore} from '../../source/store/store.ts';
import {asSaved} from '../../source/store/views.ts';
import {buildState} from '../helpers/build-state.ts';
import {createManualClock} from '../helpers/manual-clock.ts';

const settings = {...usualSettings('machines'), filter: 'state:stopped', sort: 'region'};

const keep = (saveView: ((name: ViewName) => void) | undefined): string | undefined => {
	const store = createStore(buildState());
	keepView({store, clock: createManualClock(), saveView}, {type: 'save-view', name: 'machines', settings});
	return store.getState().notes.at(-1)?.text;
};

test('a view that was saved is told with its filter and its order', () => {
	const saved: string[] = [];
	expect(keep(name => saved.push(name))).toBe(
		'Saved: the next flydeck opens the machines with the filter state:stopped, sorted by region.',
	);
	expect(saved).toEqual(['machines']);
});

test('what keeps it from being saved is told', () => {
	expect(
		keep(() => {
			throw new Error('The disk is full.');
		}),
	).toBe('The view was not saved: The disk is full.');
	expect(keep(undefined)).toBe('The view was not saved: nothing is kept of a recording.');
});

test('saved views open as they were saved, and as always where nothing was', () => {
	expect(asSaved(new Map([['machines', {...settings, isDescending: true, isTroubleOnly: true}]]))).toMatchObject({
		filter: 'state:stopped',
		sort: {key: 'region', isDescending: true},
		isTroubleOnly: true,
	});
	expect(asSaved(new Map())).toMatchObject({filter: '', sort: {key: 'trouble', isDescending: false}, isTroubleOnly: false});
});
