import type {Api} from '../api/api.ts';
import type {Clock} from '../domain/clock.ts';
import type {CurlAct} from '../domain/curl-acts.ts';
import {printable} from '../domain/text.ts';
import type {Target} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import {curlOfAct} from './curl.ts';

/** Hands a text to the clipboard; answers false when it is too long for that. */
export type ToClipboard = (text: string) => boolean;

export type CopierOptions = {readonly api: Api; readonly store: Store; readonly clock: Clock; readonly toClipboard: ToClipboard};

export type Copier = {
	readonly copy: (what: string, text: string) => void;
	readonly copyCurl: (target: Target, act: CurlAct) => void;
};

/** How much of a text is told, in characters: no terminal says whether it took it, and from the notes it can be copied by hand. */
const toldLength = 2000;

/** Copies texts to the clipboard of the terminal, and tells what they are. */
export const createCopier = ({api, store, clock, toClipboard}: CopierOptions): Copier => {
	const copy: Copier['copy'] = (what, text) => {
		const isCopied = toClipboard(text);
		const told = isCopied
			? `Copied ${what}: ${printable(text, toldLength)}`
			: `Not copied: ${what} is too long for a terminal's clipboard.`;
		store.dispatch({type: 'noted', tone: isCopied ? 'ok' : 'warning', text: told, atMs: clock.now()});
	};

	return {
		copy,
		copyCurl(target, act) {
			const command = curlOfAct(api, target, act, store.getState().ownLeases.has(target.id));
			if (command !== undefined) {
				copy('the command', command);
			}
		},
	};
};
