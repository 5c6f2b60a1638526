import {ipTypes} from '../domain/resources/ip-assignment.ts';
import type {ResourceTarget} from '../domain/resources/orders.ts';
import type {ResourceKind} from '../domain/resources/table.ts';
import {resourceTables} from '../domain/resources/tables.ts';
import type {Form, FormPurpose} from '../store/forms.ts';
import type {State} from '../store/state.ts';
import type {Outcome} from './command.ts';
import {type Problems, textOf} from './form-fields.ts';
import {sendToResources} from './resource-act.ts';

/** How a form of a purpose is looked at and sent. */
type FormRow<Purpose extends FormPurpose> = {
	/** What is wrong with it, by field, before anything is sent. */
	readonly problems: (form: Form, purpose: Purpose) => Problems;
	readonly send: (state: State, form: Form, purpose: Purpose) => Outcome;
};

type FormRows = {readonly [Kind in FormPurpose['kind']]: FormRow<FormPurpose & {readonly kind: Kind}>};

const among = (ok: boolean, problem: string): string | undefined => (ok ? undefined : problem);

/** The API's own rule (reference of the Machines API, section 2.1). */
const appName = /^[a-z0-9](?:[a-z0-9-]{0,60}[a-z0-9])?$/;
const volumeName = /^[a-z0-9_]{1,30}$/;
const secretName = /^[A-Za-z_][A-Za-z0-9_]{0,254}$/;
const hostName = /^(?=.{1,253}$)(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i;
const regionCode = /^(?:|[a-z]{3,8})$/;
const wholeNumber = /^[1-9]\d{0,4}$/;

/** The words that stand for an answer to a yes or no. */
const yesOrNo: Readonly<Record<string, boolean>> = {yes: true, no: false};

const regionProblem = (form: Form): string | undefined => among(regionCode.test(textOf(form, 'region')), 'a code such as fra, or nothing');

const sizeProblem = (form: Form): string | undefined => among(wholeNumber.test(textOf(form, 'size')), 'a whole number of GB, 1 or more');

const orNothing = (text: string): string | undefined => (text === '' ? undefined : text);

const newTarget = (kind: ResourceKind, app: string, id: string): ResourceTarget => ({
	kind,
	app,
	id,
	words: kind === 'apps' ? `app ${id}` : `${resourceTables[kind].one} ${id} of ${app}`,
});

const rows: FormRows = {
	'create-app': {
		problems: form => ({
			name: among(appName.test(textOf(form, 'name')), 'lowercase letters, digits and dashes, fewer than 63, no dash at an end'),
		}),
		send(state, form) {
			const name = textOf(form, 'name');
			return sendToResources(state, {verb: 'create-app'}, [newTarget('apps', name, name)]);
		},
	},
	'create-volume': {
		problems: form => ({
			name: among(volumeName.test(textOf(form, 'name')), 'lowercase letters, digits and underscores, at most 30'),
			region: regionProblem(form),
			size: sizeProblem(form),
			encrypted: among(textOf(form, 'encrypted') in yesOrNo, 'yes or no'),
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
			size: sizeProblem(form) ?? among(Number(textOf(form, 'size')) > sizeGb, `more than ${sizeGb}: a volume can only grow`),
		}),
		send: (state, form, {target}) => sendToResources(state, {verb: 'extend-volume', sizeGb: Number(textOf(form, 'size'))}, [target]),
	},
	'set-secret': {
		problems: form => ({
			name: among(secretName.test(textOf(form, 'name')), 'letters, digits and underscores, no digit first'),
			value: among(textOf(form, 'value') !== '', 'type or paste the value'),
		}),
		send: (state, form, {app}) =>
			sendToResources(state, {verb: 'set-secret', value: textOf(form, 'value')}, [newTarget('secrets', app, textOf(form, 'name'))]),
	},
	'add-certificate': {
		problems: form => ({hostname: among(hostName.test(textOf(form, 'hostname')), 'a host name such as www.example.com')}),
		send: (state, form, {app}) =>
			sendToResources(state, {verb: 'add-certificate'}, [newTarget('certificates', app, textOf(form, 'hostname').toLowerCase())]),
	},
	'assign-ip': {
		problems: form => ({
			type: among(
				ipTypes.some(type => type === textOf(form, 'type')),
				`one of ${ipTypes.join(', ')}`,
			),
			region: regionProblem(form),
		}),
		send(state, form, {app}) {
			const type = ipTypes.find(row => row === textOf(form, 'type')) ?? 'v6';
			return sendToResources(state, {verb: 'assign-ip', type, region: orNothing(textOf(form, 'region'))}, [newTarget('ips', app, type)]);
		},
	},
};

const problemsFor = <Kind extends FormPurpose['kind']>(form: Form, purpose: FormPurpose & {readonly kind: Kind}): Problems =>
	rows[purpose.kind].problems(form, purpose);

const sendFor = <Kind extends FormPurpose['kind']>(state: State, form: Form, purpose: FormPurpose & {readonly kind: Kind}): Outcome =>
	rows[purpose.kind].send(state, form, purpose);

/** What is wrong with a form, before anything is sent. */
export const problemsOf = (form: Form): Problems => problemsFor(form, form.purpose);

/** Sends what a form without mistakes asks for, or asks once more where its risk wants that. */
export const sendForm = (state: State, form: Form): Outcome => sendFor(state, form, form.purpose);
