import type {Effect} from '../commands/command.ts';
import type {Clock} from '../domain/clock.ts';
import type {ViewName, ViewSettings} from '../domain/views.ts';
import type {NoteTone} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import {errorInWords} from './failure.ts';

/** Keeps the settings of a view for later runs. Throws what is told to the person. */
export type SaveView = (name: ViewName, settings: ViewSettings) => void;

export type ViewKeeping = {
	readonly store: Store;
	readonly clock: Clock;
	/** Undefined where nothing is to be kept. */
	readonly saveView?: SaveView | undefined;
};

/** Keeps a view for later runs, and tells what came of it. */
export const keepView = ({store, clock, saveView}: ViewKeeping, {name, settings}: Effect & {readonly type: 'save-view'}): void => {
	const tell = (tone: NoteTone, text: string): void => store.dispatch({type: 'noted', tone, text, atMs: clock.now()});
	if (saveView === undefined) {
		tell('warning', 'The view was not saved: nothing is kept of a recording.');
		return;
	}

	try {
		saveView(name, settings);
		const filter = settings.filter === '' ? 'no filter' : `the filter ${settings.filter}`;
		const order = settings.sort === '' ? '' : `, sorted by ${settings.sort}`;
		tell('ok', `Saved: the next flydeck opens the ${name} with ${filter}${order}.`);
	} catch (error) {
		tell('error', `The view was not saved: ${errorInWords(error)}`);
	}
};
