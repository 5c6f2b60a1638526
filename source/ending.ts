import {exitCodes} from './exit-codes.ts';
import {selectConnection} from './store/connection.ts';
import {failureAdvice} from './store/failure-kinds.ts';
import type {State} from './store/state.ts';

/** How the screen ended: the exit code, and what is told on stderr once the terminal is given back. */
export type Ending = {readonly exitCode: number; readonly error?: unknown; readonly sentence?: string};

/** How an end that was asked for is reported: as good, unless nothing could ever be read. A failure that still stands is told either way. */
export const endingOf = (state: State): Ending => {
	const {failure} = selectConnection(state);
	if (failure === undefined) {
		return {exitCode: exitCodes.ok};
	}

	const {kind, message} = failure;
	const hasRead = [...state.feeds.values()].some(({answeredAtMs}) => answeredAtMs !== undefined);
	const neverRead = kind === 'unauthorized' ? exitCodes.unauthorized : exitCodes.failed;
	return {
		exitCode: hasRead ? exitCodes.ok : neverRead,
		sentence: kind === 'unauthorized' ? `${message.replace(/\.$/, '')}. ${failureAdvice(failure)}` : message,
	};
};
