import type {NewMachineMode} from '../store/creations.ts';
import type {Form, FormMode} from '../store/forms.ts';
import {focusedField} from './form-fields.ts';
import type {Hint} from './hints.ts';

export const formHints = ({form}: FormMode): readonly Hint[] => [
	...(form.purpose.kind === 'create-machine'
		? [{key: 'ctrl-s', word: 'go on'}]
		: [{key: 'enter', word: form.howToSend === undefined ? 'next, then send' : 'go on'}]),
	...(focusedField(form)?.choices === undefined ? [] : [{key: 'left right', word: 'choose'}]),
	{key: 'esc', word: form.purpose.kind === 'create-machine' ? 'keep and close' : 'no'},
	{key: 'tab', word: 'next'},
	...(form.purpose.kind === 'create-machine' ? [{key: 'ctrl-e', word: 'as JSON'}] : []),
	{key: 'ctrl-u', word: 'empty'},
];

export const newMachineHints = ({target}: NewMachineMode, keptForm: Form | undefined): readonly Hint[] => [
	{key: 'n', word: 'new'},
	...(target === undefined ? [] : [{key: 'c', word: 'clone'}]),
	...(keptForm === undefined ? [] : [{key: 'r', word: 'go on'}]),
	{key: 'esc', word: 'close'},
];
