import {describe, expect, test} from 'vitest';
import {isCurlAsked} from '../../source/commands/asked-curl.ts';
import {hintsFor} from '../../source/commands/hints.ts';
import {addCertificateForm, createVolumeForm, setSecretForm} from '../../source/commands/resource-forms.ts';
import {updateForm} from '../../source/commands/update-form.ts';
import type {Form} from '../../source/store/forms.ts';
import type {CommandRun} from '../../source/store/output.ts';
import type {Mode} from '../../source/store/state.ts';
import {buildMachine} from '../helpers/build-machine.ts';
import {confirmResourceMode, formMode} from '../helpers/build-resources.ts';
import {buildState, buildTarget, inMode} from '../helpers/build-state.ts';
import {
	breakLeaseMode,
	changeMode,
	confirmMode,
	createMode,
	execMode,
	leftoverLease,
	metadataMode,
	newForm,
	someModes,
} from '../helpers/modes.ts';
import {lastNote, press} from '../helpers/press.ts';

const target = buildTarget();
const other = buildTarget({id: '148e123456ab00', name: 'web-2'});
const run: CommandRun = {
	id: 1,
	target,
	commandLine: 'ls -l',
	words: ['ls', '-l'],
	timeoutSeconds: 5,
	startedAtMs: 0,
	endedAtMs: undefined,
	outcome: {kind: 'running'},
};
const state = {...buildState({machines: [buildMachine()]}), runs: [run]};

const filled = (form: Form, texts: Readonly<Record<string, string>>): Mode =>
	formMode({...form, fields: form.fields.map(field => ({...field, text: texts[field.name] ?? field.text}))});

const set = {kind: 'set', key: 'role', value: 'primary', field: 'value', before: undefined} as const;

const asked: readonly (readonly [string, Mode, ...object[]])[] = [
	['stop', confirmMode({kind: 'yes'}), {type: 'act', target, order: {verb: 'stop'}}],
	[
		'stop of several',
		confirmMode({kind: 'yes'}, {targets: [target, other], hidden: 1}),
		{type: 'act', target, order: {verb: 'stop'}},
		{type: 'act', target: other, order: {verb: 'stop'}},
	],
	[
		'force delete, in the middle of the name',
		{...confirmMode({kind: 'type', expected: 'web-1', hint: 'its full name'}), typed: 'we'},
		{
			order: {verb: 'force-delete'},
		},
	],
	[
		'cordon while a time is typed',
		{...confirmMode({kind: 'yes'}, {order: {verb: 'cordon'}}), isLastsOpen: true},
		{order: {verb: 'cordon'}},
	],
	['update', confirmMode({kind: 'yes'}, {order: {verb: 'update', image: 'nginx:2'}}), {order: {verb: 'update', image: 'nginx:2'}}],
	[
		'stop with a signal',
		{kind: 'signal', verb: 'stop', targets: [target], picked: 1, timeout: '9'},
		{type: 'act', target, order: {verb: 'stop', signal: 'SIGTERM', timeoutSeconds: 9}},
	],
	['wait', {kind: 'wait', targets: [target], picked: 1}, {type: 'wait', target, wanted: 'stopped'}],
	['exec', execMode({commandLine: "echo 'a b'"}), {type: 'exec', target, words: ['echo', 'a b'], timeoutSeconds: 10}],
	['output of a command', {kind: 'output', runId: 1, scroll: 0}, {type: 'exec', target, words: ['ls', '-l'], timeoutSeconds: 5}],
	['lease', {kind: 'lease', target, ttl: '60', isRenewed: true}, {type: 'acquire-lease', target, ttlSeconds: 60}],
	['breaking of a lease', breakLeaseMode(), {type: 'release-lease', target}],
	['leases left over', {kind: 'leftover-leases', leases: [leftoverLease()]}, {type: 'release-lease'}],
	['setting of metadata', metadataMode({entry: set}), {type: 'change-metadata', target, change: {key: 'role', value: 'primary'}}],
	[
		'removal of metadata',
		metadataMode({entry: {kind: 'remove', key: 'role', before: 'x'}}),
		{type: 'change-metadata', target, change: {key: 'role', value: undefined}},
	],
	['change', changeMode(), {type: 'give-config', given: changeMode().draft}],
	['change that is not offered yet', changeMode({isOffered: false}), {type: 'give-config'}],
	['new machine', createMode(), {type: 'create-machine', app: 'web', input: createMode().plan.input}],
	['extend', confirmResourceMode({order: {verb: 'extend-volume', sizeGb: 20}}), {type: 'act-on-resource', order: {sizeGb: 20}}],
	[
		'form of a volume',
		filled(createVolumeForm('web'), {name: 'data', region: 'fra', size: '3'}),
		{type: 'act-on-resource', target: {kind: 'volumes', app: 'web', id: 'data'}, order: {verb: 'create-volume', sizeGb: 3}},
	],
	[
		'form of a secret',
		filled(setSecretForm('web'), {name: 'API_KEY', value: 'hunter2'}),
		{type: 'act-on-resource', target: {kind: 'secrets', id: 'API_KEY'}, order: {verb: 'set-secret', value: 'hunter2'}},
	],
	['form of a certificate', filled(addCertificateForm('web'), {hostname: 'a.example.com'}), {order: {verb: 'add-certificate'}}],
	['form of an update', filled(updateForm([buildMachine()], undefined), {image: 'nginx:2'}), {order: {verb: 'update', image: 'nginx:2'}}],
	['form of a machine', filled(newForm(), {name: 'web-9', image: 'nginx'}), {type: 'create-machine', app: 'web', input: {name: 'web-9'}}],
];

describe('ctrl-y copies what a question is about, and asks on', () => {
	test.each(asked.map(([what, mode, ...deeds]) => ({what, mode, deeds})))('$what', ({mode, deeds}) => {
		const before = inMode(state, mode);
		const {effects, state: after} = press(before, 'ctrl-y');
		expect(effects).toMatchObject([{type: 'copy-curl', deeds}]);
		expect(after).toEqual(before);
		expect(hintsFor(before)).toContainEqual({key: 'ctrl-y', word: 'as curl'});
	});

	test('a lease that is held is refreshed', () => {
		const held = {...state, ownLeases: new Map([[target.id, {owner: 'me', description: '', expiresAtMs: 0}]])};
		const {effects} = press(inMode(held, {kind: 'lease', target, ttl: '60', isRenewed: true}), 'ctrl-y');
		expect(effects).toMatchObject([{deeds: [{type: 'refresh-lease', ttlSeconds: 60}]}]);
	});
});

describe('nothing is copied', () => {
	test.each<readonly [string, Mode, string]>([
		['a time-out that is too long', {kind: 'signal', verb: 'stop', targets: [target], picked: 0, timeout: '999'}, 'give fewer seconds.'],
		['no command', execMode(), 'Type the command first.'],
		['no time to live', {kind: 'lease', target, ttl: '', isRenewed: true}, 'A lease lasts 1 to 86400 seconds.'],
		['a key of the platform', metadataMode({entry: {...set, key: 'fly_x'}}), 'fly_x belongs to the platform'],
	])('of %s, and it is told why', (_what, mode, told) => {
		const {effects, state: after} = press(inMode(state, mode), 'ctrl-y');
		expect(effects).toEqual([]);
		expect(lastNote(after)).toContain(told);
		expect(after.view.mode).toEqual(mode);
	});

	test('of a form with mistakes, which are shown', () => {
		const {effects, state: after} = press(inMode(state, formMode(setSecretForm('web'))), 'ctrl-y');
		expect(effects).toEqual([]);
		expect(after.view.mode).toMatchObject({form: {fields: [{problem: expect.any(String)}, {problem: 'type or paste the value'}]}});
	});

	test.each(someModes)('by ctrl-y in the mode $kind unless the hints say so, and nothing is ever sent', mode => {
		const before = inMode(state, mode);
		const {effects} = press(before, 'ctrl-y');
		expect(effects.filter(({type}) => type !== 'copy-curl')).toEqual([]);
		expect(hintsFor(before).some(({key}) => key === 'ctrl-y')).toBe(isCurlAsked(before, mode));
		if (!isCurlAsked(before, mode)) {
			expect(effects).toEqual([]);
		}
	});
});
