import type {Clock} from '../domain/clock.ts';
import type {Store} from '../store/store.ts';
import {errorInWords} from './failure.ts';

/** Writes a new file and answers its whole path. Throws an error whose message is a sentence when it cannot, or when there is one already. */
export type SaveFile = (path: string, text: string) => Promise<string>;

/** Saves what the screen shows, and tells where. */
export const createFileSaver =
	({store, clock, saveFile}: {readonly store: Store; readonly clock: Clock; readonly saveFile: SaveFile}) =>
	async (path: string, text: string, what: string): Promise<void> => {
		const note = await saveFile(path, text).then(
			whole => ({tone: 'ok', text: `${what} saved in ${whole}`}) as const,
			(error: unknown) => ({tone: 'error', text: `Nothing was saved: ${errorInWords(error)}`}) as const,
		);
		store.dispatch({type: 'noted', ...note, atMs: clock.now()});
	};
