import type {JsonObject} from '../domain/json.ts';
import type {DraftFiles} from './draft-files.ts';
import {type Given, judge, type Verdict} from './edit-text.ts';
import {errorInWords} from './failure.ts';

/** Lets the person edit a file and answers when that is over: with what went wrong, in words, or undefined. */
export type RunEditor = (path: string) => Promise<string | undefined>;

/** How often a text with mistakes is given back: nobody needs more, and an editor that never ends would keep the screen. */
const mostRounds = 30;

/** What came of the editing, and where the text stands now. */
export type Edit = {
	readonly ending:
		| Extract<Verdict, {readonly kind: 'unchanged' | 'config'}>
		| {readonly kind: 'hopeless'; readonly why: string; readonly isWorthKeeping: boolean};
	readonly path: string;
};

/** A text to be edited: the name of its file, and the config that the API has taken before, whose mistakes are none. */
export type Subject = {readonly name: string; readonly first: Given; readonly accepted: JsonObject | undefined};

/** What came back, and where it stands. Where it is empty or cannot be read, what was given stands there again or, for its safety, elsewhere. */
const readBack = (files: DraftFiles, path: string, name: string, given: string): {readonly text: string; readonly keptIn: string} => {
	try {
		const text = files.read(path);
		return {text, keptIn: text.trim() === '' ? files.write(path, given) : path};
	} catch {
		return {text: '', keptIn: files.create(name, given)};
	}
};

/** Carries a config to the editor and back, again while there are mistakes in it. Whatever the editor does, what was typed is kept. */
export const editUntilGood = async (files: DraftFiles, {name, first, accepted}: Subject, runEditor: RunEditor): Promise<Edit> => {
	let given = first;
	let returned: string | undefined;
	let path = files.create(name, first.text);
	for (let round = 1; ; round++) {
		const problem = await runEditor(path).catch(errorInWords);
		const {text, keptIn} = readBack(files, path, name, given.text);
		const verdict = judge(text, {first, given, returned}, accepted);
		path = keptIn;

		if (problem !== undefined || verdict.kind === 'hopeless' || (verdict.kind === 'again' && round === mostRounds)) {
			const cause = problem ?? (verdict.kind === 'hopeless' ? verdict.why : `it came back with mistakes ${mostRounds} times`);
			// An editor that was hung up on may have put there what was not saved.
			const left = problem === undefined ? [] : files.beside(path);
			const why = left.length === 0 ? cause : `${cause.replace(/\.$/, '')}, and the editor left ${left.join(', ')} beside the text`;
			return {ending: {kind: 'hopeless', why, isWorthKeeping: verdict.kind !== 'unchanged' || left.length > 0}, path};
		}

		if (verdict.kind !== 'again') {
			return {ending: verdict, path};
		}

		({given} = verdict);
		path = files.write(path, given.text);
		returned = text;
	}
};
