import type {Note, State} from './state.ts';

const freshMs = 15_000;

/** The note for the message line: the newest one, until it is old or was sent away. */
export const selectToast = ({notes, nowMs, view}: State): Note | undefined => {
	const note = notes.at(-1);
	return note !== undefined && nowMs - note.atMs < freshMs && note.id !== view.dismissedNoteId ? note : undefined;
};
