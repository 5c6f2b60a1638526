import {printable} from '../../domain/text.ts';
import type {FormMode} from '../../store/forms.ts';
import type {State} from '../../store/state.ts';
import type {Chord} from '../chord.ts';
import type {Outcome} from '../command.ts';
import {focusedField, formAfter, withFocus, withLeft, withProblems, withText} from '../form-fields.ts';
import {problemsOf, sendForm} from '../forms.ts';
import {leaveMachineForm, machineFormFaults} from '../machine-forms.ts';
import {both, enterMode, leaveMode, note, nothing} from '../outcomes.ts';

const submit = (state: State, {form}: FormMode): Outcome => {
	const corrected = withProblems(form, problemsOf(state, form));
	return corrected === undefined ? both(leaveMode, sendForm(state, form)) : enterMode({kind: 'form', form: corrected});
};

/** To another field; what is wrong with the one that is left is told there. */
const move = (state: State, {form}: FormMode, by: number): Outcome =>
	enterMode({kind: 'form', form: withFocus(withLeft(form, problemsOf(state, form)), by)});

const choose = ({form}: FormMode, by: number): Outcome => {
	const {choices = [], text} = focusedField(form) ?? {};
	const index = choices.indexOf(text ?? '');
	const choice = choices[(Math.max(index, by > 0 ? -1 : 0) + by + choices.length) % choices.length];
	return choice === undefined ? nothing : enterMode({kind: 'form', form: withText(form, choice)});
};

const leave = (state: State, {form}: FormMode): Outcome =>
	form.purpose.kind === 'create-machine' ? leaveMachineForm(state, form, form.purpose) : leaveMode;

/** Opens the editor on what a form stands for, unless a text of it cannot be read. */
const editAsJson = ({form}: FormMode): Outcome => {
	if (form.purpose.kind !== 'create-machine') {
		return nothing;
	}

	const corrected = withProblems(form, machineFormFaults(form, form.purpose));
	return corrected === undefined ? {effects: [{type: 'edit-form', form}]} : enterMode({kind: 'form', form: corrected});
};

/** Text fields: tab and the arrows move between them, enter goes on and from the last field sends, escape leaves everything as it is. */
export const formKey = (state: State, mode: FormMode, chord: Chord): Outcome => {
	const {form} = mode;
	switch (chord.name) {
		case 'esc':
			return leave(state, mode);
		case 'enter':
			return form.focus < form.fields.length - 1 ? move(state, mode, 1) : submit(state, mode);
		case 'ctrl-s':
			return submit(state, mode);
		case 'ctrl-e':
			return editAsJson(mode);
		case 'tab':
		case 'down':
			return move(state, mode, 1);
		case 'up':
			return move(state, mode, -1);
		case 'right':
			return choose(mode, 1);
		case 'left':
			return choose(mode, -1);
		default: {
			const after = formAfter(form, chord);
			return after === undefined ? nothing : enterMode({kind: 'form', form: after});
		}
	}
};

/** Pasted text on one line: its lines with a joint between where the field has one. */
const oneLine = (pasted: string, lineJoint: string | undefined): string => {
	const lines = lineJoint === undefined ? [pasted] : pasted.split(/[\r\n]+/);
	return lines
		.map(line => printable(line).replace(/\s+/g, ' ').trim())
		.filter(line => line !== '')
		.join(lineJoint);
};

/** Pasted text goes into the field that is typed in; into a secret to the letter. Where there is a secret, no other field takes a paste: it would show it. */
export const formPaste = (state: State, {form}: FormMode, pasted: string): Outcome => {
	const field = focusedField(form);
	if (field?.isSecret === true) {
		// Terminals send the ends of lines as carriage returns.
		return enterMode({kind: 'form', form: withText(form, field.text + pasted.replace(/\r\n?/g, '\n').replace(/\n$/, ''))});
	}

	if (form.fields.some(({isSecret}) => isSecret === true)) {
		return note(state, 'warning', 'A paste is taken in the field of the value only, where it is not shown: tab leads there.');
	}

	return field === undefined ? nothing : enterMode({kind: 'form', form: withText(form, field.text + oneLine(pasted, field.lineJoint))});
};
