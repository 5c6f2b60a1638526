import {isReservedKey, keyProblem, shownMetadata} from '../../domain/metadata.ts';
import {type MetadataChange, type MetadataEntry, type MetadataMode, selectPairs} from '../../store/metadata.ts';
import type {State, Target} from '../../store/state.ts';
import {type Chord, editText} from '../chord.ts';
import type {Outcome} from '../command.ts';
import {targetLeaseRefusal} from '../lease-refusal.ts';
import {stepOf} from '../move.ts';
import {both, enterMode, leaveMode, note, nothing} from '../outcomes.ts';

type SetEntry = MetadataEntry & {readonly kind: 'set'};

/** Opens the dialog, and asks for what it shows. */
export const openMetadata = (target: Target): Outcome =>
	both(enterMode({kind: 'metadata', target, picked: 0, entry: undefined}), {effects: [{type: 'read-metadata', target}]});

const closeEntry = (mode: MetadataMode): Outcome => enterMode({...mode, entry: undefined});

/** Does something that changes them, unless somebody else holds the lease: the API would let it through. */
const unlessLeased = (state: State, {target}: MetadataMode, start: () => Outcome): Outcome => {
	const leased = targetLeaseRefusal(state, target);
	return leased === undefined ? start() : note(state, 'warning', leased);
};

const change = (state: State, mode: MetadataMode, asked: MetadataChange): Outcome =>
	unlessLeased(state, mode, () => both(closeEntry(mode), {effects: [{type: 'change-metadata', target: mode.target, change: asked}]}));

/** Does something to the picked pair, unless it is the platform's. */
const onPicked = (state: State, mode: MetadataMode, start: (key: string, value: string) => MetadataEntry): Outcome => {
	const [key, value] = selectPairs(state, mode)?.[mode.picked] ?? [];
	if (key === undefined || value === undefined) {
		return nothing;
	}

	return isReservedKey(key)
		? note(state, 'warning', keyProblem(key) ?? '')
		: unlessLeased(state, mode, () => enterMode({...mode, entry: start(key, value)}));
};

/** A secret is not brought back into the field, where it could be read: it is typed anew. */
const editing = (key: string, before: string): MetadataEntry => ({
	kind: 'set',
	key,
	value: shownMetadata(key, before) === before ? before : '',
	field: 'value',
	before,
});

const adding: MetadataEntry = {kind: 'set', key: '', value: '', field: 'key', before: undefined};

const listKey = (state: State, mode: MetadataMode, {name}: Chord): Outcome => {
	const last = Math.max(0, (selectPairs(state, mode)?.length ?? 0) - 1);
	switch (name) {
		case 'esc':
		case 'q':
			return leaveMode;
		case 'a':
			return selectPairs(state, mode) === undefined
				? note(state, 'warning', 'The metadata are not read yet.')
				: unlessLeased(state, mode, () => enterMode({...mode, entry: adding}));
		case 'e':
		case 'enter':
			return onPicked(state, mode, editing);
		case 'x':
			return onPicked(state, mode, (key, before) => ({kind: 'remove', key, before}));
		default: {
			const step = stepOf(name, last + 1);
			return step === undefined ? nothing : enterMode({...mode, picked: Math.max(0, Math.min(mode.picked + step, last))});
		}
	}
};

const removeKey = (state: State, mode: MetadataMode, {key, before}: MetadataEntry & {readonly kind: 'remove'}, {name}: Chord): Outcome =>
	name === 'y' || name === 'Y'
		? change(state, mode, {key, value: undefined, before})
		: both(closeEntry(mode), note(state, 'info', `Not removed: ${key} was left alone.`));

/** The dialog after a text was typed or pasted into its open field; undefined when there is none, or the key does not edit it. */
export const metadataAfter = (mode: MetadataMode, chord: Chord): MetadataMode | undefined => {
	const {entry} = mode;
	if (entry?.kind !== 'set') {
		return undefined;
	}

	const text = editText(entry[entry.field], chord);
	return text === undefined ? undefined : {...mode, entry: {...entry, [entry.field]: text}};
};

const submit = (state: State, mode: MetadataMode, entry: SetEntry): Outcome => {
	const {key, value, field, before} = entry;
	const isTaken = before === undefined && selectPairs(state, mode)?.some(([known]) => known === key) === true;
	const problem = isTaken ? `${key} is there already: change it instead.` : keyProblem(key);
	if (problem !== undefined) {
		return note(state, 'warning', problem);
	}

	return field === 'key' ? enterMode({...mode, entry: {...entry, field: 'value'}}) : change(state, mode, {key, value, before});
};

const setKey = (state: State, mode: MetadataMode, entry: SetEntry, chord: Chord): Outcome => {
	switch (chord.name) {
		case 'esc':
			return closeEntry(mode);
		case 'enter':
			return submit(state, mode, entry);
		case 'tab':
			return entry.field === 'key' ? submit(state, mode, entry) : nothing;
		default: {
			const after = metadataAfter(mode, chord);
			return after === undefined ? nothing : enterMode(after);
		}
	}
};

/** The metadata of a machine: one pair is picked, and set or removed; a key is added. */
export const metadataKey = (state: State, mode: MetadataMode, chord: Chord): Outcome => {
	switch (mode.entry?.kind) {
		case undefined:
			return listKey(state, mode, chord);
		case 'remove':
			return removeKey(state, mode, mode.entry, chord);
		case 'set':
			return setKey(state, mode, mode.entry, chord);
	}
};
