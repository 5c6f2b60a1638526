import {describe, expect, test} from 'vitest';
import {onPaste} from '../../source/commands/dispatch.ts';
import {type FieldId, fieldEntries, fields} from '../../source/domain/config/fields.ts';
import {configFrom} from '../../source/domain/config/form.ts';
import type {JsonObject} from '../../source/domain/json.ts';
import type {CloneSource} from '../../source/store/creations.ts';
import type {Form} from '../../source/store/forms.ts';
import type {State} from '../../source/store/state.ts';
import {buildConfig, buildMachine} from '../helpers/build-machine.ts';
import {buildState, buildTarget, inMode, reduceAll} from '../helpers/build-state.ts';
import {createMode, newForm} from '../helpers/modes.ts';
import {applied, lastNote, press} from '../helpers/press.ts';

const machine = buildMachine();
const state = buildState({machines: [machine]});
const modeOf = ({view}: State) => view.mode;

const formOf = (current: State): Form => {
	const mode = modeOf(current);
	if (mode.kind !== 'form') {
		throw new Error(`The mode is ${mode.kind}, no form`);
	}

	return mode.form;
};

/** The form with the texts of some fields as if typed. */
const filled = (texts: Readonly<Partial<Record<FieldId | 'app', string>>>, form = newForm()): Form => ({
	...form,
	fields: form.fields.map(field => ({...field, text: Object.entries(texts).find(([name]) => name === field.name)?.[1] ?? field.text})),
});

const inForm = (form: Form, current = state): State => inMode(current, {kind: 'form', form});

const at = (id: FieldId): number => Object.keys(fields).indexOf(id);

const fieldOf = (current: State, name: string) => formOf(current).fields.find(field => field.name === name);

const source = (config: JsonObject): CloneSource => ({target: buildTarget(), region: 'fra', config, left: []});

describe('n', () => {
	test('asks whether a clone is meant, of the machine that was under the cursor', () => {
		const {state: asked, effects} = press(state, 'n');
		expect([modeOf(asked), effects]).toEqual([{kind: 'new-machine', target: buildTarget()}, []]);
		expect(press(asked, 'c').effects).toContainEqual({type: 'clone', target: buildTarget()});
		const fresh = press(asked, 'n');
		expect(formOf(fresh.state)).toMatchObject({title: 'new machine in web', purpose: {source: undefined, base: undefined}});
		expect(fresh.effects).toEqual([{type: 'read-regions'}]);
	});

	test.each(['esc', 'q'])('makes nothing after %s, and no other key opens anything', key => {
		const {state: asked} = press(state, 'n');
		expect(modeOf(press(asked, key).state).kind).toBe('browse');
		expect(modeOf(press(asked, 'y').state)).toEqual(modeOf(asked));
		expect(modeOf(press(asked, 'r').state)).toEqual(modeOf(asked));
	});

	test('opens the form at once where there is no machine', () => {
		expect(formOf(press(buildState({apps: ['web']}), 'n').state).title).toBe('new machine in web');
	});

	test('offers no clone where several are marked', () => {
		const second = buildMachine({id: 'm2', name: 'web-2'});
		const marked = press(buildState({machines: [machine, second]}), 'space', 'j', 'space').state;
		expect(formOf(press(marked, 'n').state).purpose).toMatchObject({source: undefined});
	});

	test('says that an app is needed where there is none', () => {
		const {state: after} = press(buildState(), 'n');
		expect([modeOf(after).kind, lastNote(after)]).toEqual(['browse', expect.stringContaining(':apps')]);
	});

	test.each([
		['whose config is not whole', {configIncomplete: true}, /cannot be asked for its whole config/],
		['whose host does not answer', {hostStatus: 'unreachable'}, /its host is unreachable/],
	])('clones no machine %s', (_what, given, why) => {
		const broken = buildState({machines: [buildMachine(given)]});
		const {state: after, effects} = press(broken, 'n', 'c');
		expect([effects, lastNote(after), modeOf(after).kind]).toEqual([[], expect.stringMatching(why), 'browse']);
	});

	test('clones no machine that is gone meanwhile', () => {
		const gone = reduceAll(press(state, 'n').state, {type: 'machine-received', id: machine.id, requestedAtMs: 9e15, machine: undefined});
		expect(lastNote(press(gone, 'c').state)).toBe('web-1 is gone.');
	});
});

test.each([
	['create', ':create', 'form'],
	['clone', ':clone', 'browse'],
])('the prompt has %s too', (_what, text, kind) => {
	const {state: after, effects} = press(state, ...text, 'enter');
	expect(modeOf(after).kind).toBe(kind);
	expect(effects.some(({type}) => type === 'clone')).toBe(kind === 'browse');
});

describe('the form', () => {
	test('has every field, those that are mostly given first', () => {
		expect(newForm().fields.map(({name}) => name)).toEqual(Object.keys(fields));
		expect(
			newForm()
				.fields.slice(0, 4)
				.map(({name}) => name),
		).toEqual(['image', 'name', 'region', 'size']);
	});

	test('asks for the app where several are shown, and proposes that of the machine under the cursor', () => {
		const two = buildState({machines: [machine, buildMachine({id: 'm2', app: 'api'})], view: {cursorId: machine.id}});
		const {state: after} = press(two, 'n', 'n');
		expect(fieldOf(after, 'app')).toMatchObject({text: 'web', choices: ['web', 'api']});
		expect(fieldOf(press(after, 'right', 'ctrl-s').state, 'app')).toMatchObject({text: 'api'});
		expect(fieldOf(press(after, 'x', 'ctrl-s').state, 'app')?.problem).toMatch(/must be one of the apps that are shown: web, api/);
	});

	test.each(fieldEntries.flatMap(([id, {choices = []}]) => choices.map(choice => [id, choice] as const)))(
		'%s takes %s, as left and right offer it',
		(id, choice) => {
			const rest = id === 'cpuKind' ? {cpus: '1', memory: '2048'} : {};
			expect(configFrom({image: 'nginx', ...rest, [id]: choice})).toMatchObject({ok: true, warnings: []});
		},
	);

	test('offers the regions in use first, and all once they are read', () => {
		const {state: open} = press(state, 'n', 'n');
		expect(fieldOf(open, 'region')?.choices).toEqual([machine.region]);
		const read = reduceAll(open, {type: 'regions-received', regions: ['ams', machine.region, 'nrt']});
		expect(fieldOf(read, 'region')?.choices).toEqual([machine.region, 'ams', 'nrt']);
		expect(press(press(read, 'esc').state, 'n', 'n').effects).toEqual([]);
	});

	const volume = {volume: 'vol_1', name: 'data', path: '/data', sizeGb: 1};
	const mounted = buildState({machines: [buildMachine({config: buildConfig({mounts: [volume]})})]});

	test.each<[string, Readonly<Partial<Record<FieldId, string>>>, FieldId, RegExp]>([
		['no image', {image: ''}, 'image', /image is missing/],
		['a size with a guest', {size: 'shared-cpu-1x', memory: '512'}, 'size', /must not be given together with guest/],
		['memory that is no multiple of 256', {memory: '300'}, 'memory', /multiple of 256, not 300/],
		['a file at a relative path', {files: 'etc/motd=hi'}, 'files', /absolute path/],
		['a mount at a relative path', {mounts: 'vol_9:data'}, 'mounts', /absolute path/],
		['two mounts', {mounts: 'vol_8:/a vol_9:/b'}, 'mounts', /at most 1/],
		['an unknown schedule', {schedule: 'yearly'}, 'schedule', /one of hourly/],
		['an unknown policy', {restart: 'sometimes'}, 'restart', /one of no, always/],
		['a name that is taken', {name: 'web-1'}, 'name', /web-1 is the name of 148e123456abcd, of the same app/],
		['a volume that a machine has', {mounts: 'vol_1:/data'}, 'mounts', /vol_1 is mounted by web-1: name another volume, or empty/],
	])('tells of %s at the field, which gets the keys', (_what, texts, name, problem) => {
		const {state: after, effects} = press(inForm(filled({image: 'nginx', ...texts}), mounted), 'ctrl-s');
		const form = formOf(after);
		expect(form.fields[form.focus]).toMatchObject({name, problem: expect.stringMatching(problem)});
		expect(effects).toEqual([]);
	});

	test.each(['tab', 'down', 'up', 'enter'])('tells of a mistake once its field is left by %s, and no sooner', key => {
		const typing = press(inForm({...filled({image: 'nginx'}), focus: at('memory')}), ...'300').state;
		expect(fieldOf(typing, 'memory')?.problem).toBeUndefined();
		const {state: after, effects} = press(typing, key);
		expect(fieldOf(after, 'memory')?.problem).toMatch(/multiple of 256, not 300/);
		expect(formOf(after).focus).toBe(at('memory') + (key === 'up' ? -1 : 1));
		expect(effects).toEqual([]);
	});

	test('tells nothing of fields that nobody came to', () => {
		const {state: after} = press(inForm({...newForm(), focus: at('region')}), ...'fra', 'tab');
		expect(formOf(after).fields.filter(({problem}) => problem !== undefined)).toEqual([]);
	});

	test('tells of a field that is filled in once another contradicts it, and no more once that is gone', () => {
		const sized = inForm({...filled({image: 'nginx', size: 'shared-cpu-1x'}), focus: at('cpus')});
		const both = press(sized, '2', 'tab').state;
		expect(fieldOf(both, 'size')?.problem).toMatch(/must not be given together with guest/);
		expect(fieldOf(press(both, 'up', 'ctrl-u', 'tab').state, 'size')?.problem).toBeUndefined();
	});

	test('goes to the first of several mistakes', () => {
		expect(formOf(press(inForm(filled({image: 'nginx', memory: '1', cpus: 'x'})), 'ctrl-s').state).focus).toBe(
			Object.keys(fields).indexOf('cpus'),
		);
	});

	test('tells at its first field what no field stands for', () => {
		const base = {image: 'nginx', containers: 'none'};
		const {state: after} = press(inForm(newForm({base})), 'ctrl-s');
		expect(fieldOf(after, 'image')?.problem).toMatch(/containers must be a list/);
	});

	test('sends nothing itself: it shows what would be made', () => {
		const {state: after, effects} = press(inForm(filled({image: 'nginx', region: 'fra'})), 'ctrl-s');
		expect(effects).toEqual([]);
		expect(modeOf(after)).toMatchObject({
			kind: 'create',
			plan: {app: 'web', input: {region: 'fra', config: {image: 'nginx'}}, changes: [{kind: 'added', path: 'image'}]},
		});
	});

	test('of a clone compares with the other, and a volume has to be dealt with', () => {
		const config = {image: 'nginx', env: {API_TOKEN: 'hunter2'}, mounts: [{volume: 'vol_1', path: '/data', encrypted: true}]};
		const open = inForm(newForm({source: source(config)}), mounted);
		const refused = press(open, 'ctrl-s').state;
		expect(fieldOf(refused, 'mounts')?.problem).toMatch(/mounted by web-1/);
		expect(modeOf(press(refused, 'ctrl-u', 'ctrl-s').state)).toMatchObject({
			kind: 'create',
			plan: {input: {config: {image: 'nginx', env: {API_TOKEN: 'hunter2'}}}, changes: [{kind: 'removed', path: 'mounts'}]},
		});
		expect(modeOf(press(refused, 'ctrl-u', ...'vol_2:/data', 'ctrl-s').state)).toMatchObject({
			plan: {input: {config: {mounts: [{volume: 'vol_2', path: '/data'}]}}},
		});
	});

	test('takes a paste into the field that has the keys, its lines with a joint between, and sends nothing', () => {
		const env = {...newForm(), focus: Object.keys(fields).indexOf('env')};
		const {state: after, effects} = applied(inForm(env), onPaste(inForm(env), 'A=1\r\n\nB="x  y"\n'));
		expect(fieldOf(after, 'env')?.text).toBe('A=1, B="x y"');
		expect(effects).toEqual([]);
		expect(formOf(after).fields.filter(({text}) => text !== '')).toHaveLength(1);
	});
});

describe('what was filled in', () => {
	test('is kept by escape, and n, then r goes on with it', () => {
		const open = inForm(filled({image: 'nginx'}));
		const {state: left} = press(open, 'esc');
		expect([modeOf(left).kind, lastNote(left)]).toEqual(['browse', 'Nothing was made. The form is kept: n, then r goes on with it.']);
		expect(modeOf(press(left, 'n', 'r').state)).toEqual(modeOf(open));
	});

	test('is kept though the config alone was edited', () => {
		const {view} = press(inForm(newForm({base: {image: 'nginx', cache_drive: {size_mb: 1}}})), 'esc').state;
		expect(view.keptForm).toMatchObject({purpose: {base: {cache_drive: {size_mb: 1}}}});
	});

	test('is not kept where it is nothing', () => {
		expect(press(inForm(newForm()), 'esc').state.view).toMatchObject({mode: {kind: 'browse'}, keptForm: undefined});
		expect(press(inForm(newForm({source: source({image: 'nginx'})})), 'esc').state.view.keptForm).toBeUndefined();
	});

	test('is forgotten once the machine is there, but not something else', () => {
		const form = filled({image: 'nginx'});
		const kept = press(inForm(form), 'esc').state;
		expect(reduceAll(kept, {type: 'form-done', form: newForm()}).view.keptForm).toBe(form);
		expect(reduceAll(kept, {type: 'form-done', form}).view.keptForm).toBeUndefined();
	});
});

describe('ctrl-e', () => {
	test('opens the editor on the form', () => {
		const form = filled({image: 'nginx'});
		expect(press(inForm(form), 'ctrl-e').effects).toEqual([{type: 'edit-form', form}]);
		expect(press(inForm(newForm()), 'ctrl-e').effects).toHaveLength(1);
	});

	test('tells first of a text that no config can be made of', () => {
		const {state: after, effects} = press(inForm(filled({memory: 'much'})), 'ctrl-e');
		expect([effects, fieldOf(after, 'memory')?.problem]).toEqual([[], expect.stringMatching(/must be megabytes/)]);
	});
});

describe('the question', () => {
	const asked = inMode(state, createMode());

	test('is answered with y, once', () => {
		const {state: after, effects} = press(asked, 'y');
		expect(effects).toEqual([{type: 'create-machine', plan: createMode().plan}]);
		expect(after.view).toMatchObject({mode: {kind: 'browse'}, keptForm: {title: 'new machine in web'}});
	});

	test('leads back to the form with b', () => {
		expect(modeOf(press(asked, 'b').state)).toEqual({kind: 'form', form: createMode().plan.form});
	});

	test.each(['n', 'esc', 'q', 'enter', 's'])('makes nothing after %s, and keeps the form', key => {
		const {state: after, effects} = press(asked, key);
		expect([effects, modeOf(after).kind, lastNote(after)]).toEqual([[], 'browse', expect.stringMatching(/^Nothing was made/)]);
		expect(after.view.keptForm).toEqual(createMode().plan.form);
	});
});

describe('the cursor', () => {
	const made = buildMachine({id: 'm9', name: 'web-9'});
	const withMade = (before: State, cursorId = machine.id): State =>
		reduceAll(
			before,
			{type: 'machine-received', id: 'm9', requestedAtMs: 9e15, machine: made},
			{type: 'machine-made', machineId: 'm9', cursorId},
		);

	test('goes to the new machine', () => {
		expect(withMade(state).view.cursorId).toBe('m9');
	});

	test.each<[string, State, string]>([
		['it was moved meanwhile', state, 'm1'],
		['a dialog is open', press(state, 't').state, machine.id],
		['the filter hides the new one', press(state, '/', ...'web-1', 'enter').state, machine.id],
	])('stays where %s', (_what, before, cursorId) => {
		expect(withMade(before, cursorId).view.cursorId).toBe(machine.id);
	});
});
