import type {DraftFiles} from '../runtime/draft-files.ts';
import {errorInWords} from '../runtime/failure.ts';
import type {CarriedOut} from './carry-out.ts';

const isGood = (done: CarriedOut): boolean => done.kind === 'done' && done.results.every(({isOk}) => isOk);

const keep = (text: string, files: Pick<DraftFiles, 'create'>): string => {
	try {
		return `The text is kept in ${files.create('config.jsonc', text)}`;
	} catch (error) {
		return `The text could not be kept: ${errorInWords(error)}`;
	}
};

/** Keeps a text that came by a pipe and is nowhere else, unless it was applied, and says where. */
export const keepPiped = (done: CarriedOut, text: string, files: Pick<DraftFiles, 'create'>): CarriedOut => {
	if (isGood(done) || text.trim() === '') {
		return done;
	}

	const kept = keep(text, files);
	const ended = (sentence: string): string => `${sentence.replace(/\.$/, '')}. ${kept}`;
	return done.kind === 'done'
		? {...done, results: done.results.map(result => ({...result, text: ended(result.text)}))}
		: {...done, why: ended(done.why)};
};
