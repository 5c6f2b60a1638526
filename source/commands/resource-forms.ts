import {usualSizeGb} from '../domain/resources/field-rules.ts';
import {ipTypes} from '../domain/resources/ip-assignment.ts';
import type {Row} from '../domain/resources/table.ts';
import {resourceTargetOf} from '../domain/resources/targets.ts';
import type {Form, FormField} from '../store/forms.ts';

const field = (name: string, label: string, hint: string, rest: Partial<FormField> = {}): FormField => ({
	name,
	label,
	hint,
	text: '',
	...rest,
});

const region = field('region', 'region', 'a code such as fra; empty: the API chooses');

const reminder = 'Machines get it when they are next created or updated.';

export const createAppForm = (organization: string): Form => ({
	purpose: {kind: 'create-app'},
	title: `new app in ${organization}`,
	about: [],
	fields: [field('name', 'name', 'lowercase letters, digits and dashes, fewer than 63')],
	focus: 0,
});

export const createVolumeForm = (app: string): Form => ({
	purpose: {kind: 'create-volume', app},
	title: `new volume of ${app}`,
	about: [],
	fields: [
		field('name', 'name', 'lowercase letters, digits and underscores'),
		region,
		field('size', 'size in GB', 'it can be made larger later, never smaller', {text: `${usualSizeGb}`}),
		field('encrypted', 'encrypted', 'yes or no', {text: 'yes', choices: ['yes', 'no']}),
	],
	focus: 0,
});

export const extendVolumeForm = (row: Row<'volumes'>): Form => ({
	purpose: {kind: 'extend-volume', target: resourceTargetOf(row), sizeGb: row.item.sizeGb},
	title: 'extend volume',
	about: [resourceTargetOf(row).words, `It has ${row.item.sizeGb ?? 'an unknown number of'} GB. A volume can never be made smaller.`],
	fields: [field('size', 'new size in GB', 'more than it has')],
	focus: 0,
});

/** With the name of a secret, a new value for it. */
export const setSecretForm = (app: string, name = ''): Form => ({
	purpose: {kind: 'set-secret', app},
	title: `set a secret of ${app}`,
	about: [reminder],
	fields: [
		field('name', 'name', 'letters, digits and underscores', {text: name}),
		field('value', 'value', 'typed or pasted; never shown', {isSecret: true}),
	],
	focus: name === '' ? 0 : 1,
});

export const addCertificateForm = (app: string): Form => ({
	purpose: {kind: 'add-certificate', app},
	title: `new certificate of ${app}`,
	about: ['The platform gets a certificate for the name once its DNS is as it has to be: enter on the row shows the records.'],
	fields: [field('hostname', 'host name', 'such as www.example.com or *.example.com')],
	focus: 0,
});

export const assignIpForm = (app: string): Form => ({
	purpose: {kind: 'assign-ip', app},
	title: `new address of ${app}`,
	about: ['A v4 address of its own costs money; shared_v4 does not.'],
	fields: [
		field('type', 'type', `left and right: ${ipTypes.slice(0, 4).join(', ')}, …`, {text: 'shared_v4', choices: ipTypes}),
		field('region', 'region', 'a code such as fra; empty: global'),
	],
	focus: 0,
});
