import {imageProblem} from '../domain/image.ts';
import {type FieldRule, fieldRules, yesOrNo} from '../domain/resources/field-rules.ts';
import {ipTypes} from '../domain/resources/ip-assignment.ts';
import {newTarget} from '../domain/resources/targets.ts';
import type {Form, FormPurpose} from '../store/forms.ts';
import type {State} from '../store/state.ts';
import {actOnNamed} from './act.ts';
import type {Outcome} from './command.ts';
import {type Problems, textOf} from './form-fields.ts';
import {machineFormProblems, offerMachine} from './machine-forms.ts';
import {sendToResources} from './resource-act.ts';

/** How a form of a purpose is looked at and sent. */
type FormRow<Purpose extends FormPurpose> = {
	/** What is wrong with it, by field, before anything is sent. */
	readonly problems: (form: Form, purpose: Purpose, state: State) => Problems;
	readonly send: (state: State, form: Form, purpose: Purpose) => Outcome;
};

type FormRows = {readonly [Kind in FormPurpose['kind']]: FormRow<FormPurpose & {readonly kind: Kind}>};

const ruled = (form: Form, name: string, rule: FieldRule): string | undefined => rule(textOf(form, name));

const orNothing = (text: string): string | undefined => (text === '' ? undefined : text);

const rows: FormRows = {
	'create-app': {
		problems: form => ({name: ruled(form, 'name', fieldRules.appName)}),
		send(state, form) {
			const name = textOf(form, 'name');
			return sendToResources(state, {verb: 'create-app'}, [newTarget('apps', name, name)]);
		},
	},
	'create-volume': {
		problems: form => ({
			name: ruled(form, 'name', fieldRules.volumeName),
			region: ruled(form, 'region', fieldRules.region),
			size: ruled(form, 'size', fieldRules.size),
			encrypted: ruled(form, 'encrypted', fieldRules.yesOrNo),
		}),
		send: (state, form, {app}) =>
			sendToResources(
				state,
				{
					verb: 'create-volume',
					region: orNothing(textOf(form, 'region')),
					sizeGb: Number(textOf(form, 'size')),
					encrypted: yesOrNo[textOf(form, 'encrypted')] !== false,
				},
				[newTarget('volumes', app, textOf(form, 'name'))],
			),
	},
	'extend-volume': {
		problems: (form, {sizeGb = 0}) => ({
			size:
				ruled(form, 'size', fieldRules.size) ??
				(Number(textOf(form, 'size')) > sizeGb ? undefined : `more than ${sizeGb}: a volume can only grow`),
		}),
		send: (state, form, {target}) => sendToResources(state, {verb: 'extend-volume', sizeGb: Number(textOf(form, 'size'))}, [target]),
	},
	'set-secret': {
		problems: form => ({
			name: ruled(form, 'name', fieldRules.secretName),
			value: textOf(form, 'value') === '' ? 'type or paste the value' : undefined,
		}),
		send: (state, form, {app}) =>
			sendToResources(state, {verb: 'set-secret', value: textOf(form, 'value')}, [newTarget('secrets', app, textOf(form, 'name'))]),
	},
	'add-certificate': {
		problems: form => ({hostname: ruled(form, 'hostname', fieldRules.hostName)}),
		send: (state, form, {app}) =>
			sendToResources(state, {verb: 'add-certificate'}, [newTarget('certificates', app, textOf(form, 'hostname').toLowerCase())]),
	},
	'assign-ip': {
		problems: form => ({type: ruled(form, 'type', fieldRules.ipType), region: ruled(form, 'region', fieldRules.region)}),
		send(state, form, {app}) {
			const type = ipTypes.find(row => row === textOf(form, 'type')) ?? 'v6';
			return sendToResources(state, {verb: 'assign-ip', type, region: orNothing(textOf(form, 'region'))}, [newTarget('ips', app, type)]);
		},
	},
	update: {
		problems: form => ({image: ruled(form, 'image', imageProblem)}),
		send: (state, form, {targets}) => actOnNamed(state, {verb: 'update', image: textOf(form, 'image')}, targets),
	},
	'create-machine': {problems: machineFormProblems, send: (_state, form, purpose) => offerMachine(form, purpose)},
};

const problemsFor = <Kind extends FormPurpose['kind']>(state: State, form: Form, purpose: FormPurpose & {readonly kind: Kind}): Problems =>
	rows[purpose.kind].problems(form, purpose, state);

const sendFor = <Kind extends FormPurpose['kind']>(state: State, form: Form, purpose: FormPurpose & {readonly kind: Kind}): Outcome =>
	rows[purpose.kind].send(state, form, purpose);

/** What is wrong with a form, before anything is sent. */
export const problemsOf = (state: State, form: Form): Problems => problemsFor(state, form, form.purpose);

/** Sends what a form without mistakes asks for, or asks once more where its risk wants that. */
export const sendForm = (state: State, form: Form): Outcome => sendFor(state, form, form.purpose);
