import type {Views} from './domain/views.ts';
import type {ViewFile} from './journal/view-file.ts';
import {errorInWords} from './runtime/failure.ts';

/** The views as they were saved; as they always are, where that cannot be read: then it is told why. */
export const readViews = (file: ViewFile | undefined, tell: (sentence: string) => void): Views => {
	try {
		return file?.read() ?? new Map();
	} catch (error) {
		tell(`The saved views are left out: ${errorInWords(error)}`);
		return new Map();
	}
};
