import {describe, expect, test} from 'vitest';
import {fieldEntries, fieldIds} from '../../source/domain/config/fields.ts';
import type {CloneSource} from '../../source/store/creations.ts';
import type {Form} from '../../source/store/forms.ts';
import {buildMachine} from '../helpers/build-machine.ts';
import {buildState, buildTarget, inMode} from '../helpers/build-state.ts';
import {createMode, newForm} from '../helpers/modes.ts';
import {press} from '../helpers/press.ts';
import {renderApp} from '../helpers/render.tsx';
import {dialogLines} from './open-example.ts';

const state = buildState({machines: [buildMachine()]});

const sizes = [
	[80, 24],
	[120, 40],
	[40, 10],
] as const;

const inForm = (form: Form) => inMode(state, {kind: 'form', form});

const source: CloneSource = {
	target: buildTarget(),
	region: 'fra',
	config: {image: 'nginx', env: {API_TOKEN: 'hunter2'}},
	left: ['Not cloned: something.'],
};

describe.each(sizes)('on %i x %i', (columns, rows) => {
	test('each field can be reached, and is seen with its hint while it has the keys', async () => {
		for (const [index, [, {label, hint}]] of fieldEntries.entries()) {
			const app = await renderApp(inForm({...newForm(), focus: index}), columns, rows);
			const lines = app.lines();
			app.unmount();
			const at = lines.findIndex(line => line.includes(`> ${label} `));
			expect(lines[at]).toContain('█');
			expect(lines[at + 1]).toContain(hint.slice(0, 8));
			expect(lines).toHaveLength(rows);
			expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(columns);
		}
	});

	test('a mistake is told below its field', async () => {
		const form = newForm({values: {image: 'nginx', memory: '300'}});
		const app = await renderApp(press(inForm(form), 'ctrl-s').state, columns, rows);
		const text = dialogLines(app, 'new machine').join('').replace(/[│\s]/g, '');
		expect(text).toContain('>memory300█memorymustbeamultipleof256,not300');
	});

	test('the question names app and name, and has No for its default', async () => {
		const app = await renderApp(inMode(state, createMode()), columns, rows);
		for (const text of ['web-9', 'make it? y / N', 'y make it']) {
			expect(app.lastFrame()).toContain(text);
		}
	});

	test('no secret is seen, of what was typed or cloned, in the form or in the question', async () => {
		const form = newForm({source, values: {name: 'web-9', env: 'API_TOKEN=(masked), DB_PASSWORD=hunter2', files: '/etc/key=hunter2'}});
		const cloned = {...newForm({source}), focus: fieldIds.indexOf('env')};
		for (const shown of [form, {...form, focus: fieldIds.indexOf('checks')}, {...form, focus: fieldIds.indexOf('restart')}, cloned]) {
			const app = await renderApp(inForm(shown), columns, rows);
			expect(app.lastFrame()).not.toContain('hunter2');
			app.unmount();
		}

		const asked = press(inForm(form), 'ctrl-s').state;
		expect(asked.view.mode.kind).toBe('create');
		const app = await renderApp(asked, columns, rows);
		for (let before = ''; app.lastFrame() !== before; ) {
			before = app.lastFrame();
			expect(before).not.toMatch(/hunter2|aHVudGVyMg/);
			app.press('j');
			await app.afterRead();
		}
	});
});

test('the form leaves the keys to be seen, and offers left and right where there are words to choose from', async () => {
	const app = await renderApp(inForm({...newForm(), focus: fieldIds.indexOf('size')}), 80, 24);
	expect(app.lines().at(-1)?.trim()).toBe('ctrl-s go on  left right choose  esc keep and close  ctrl-y as curl  tab next');
	expect((await renderApp(inForm(newForm()), 80, 24)).lines().at(-1)).not.toContain('left right');
});

test('a clone says what it does not get, in the form and in the question', async () => {
	const form = newForm({source});
	expect((await renderApp(inForm(form), 80, 24)).lastFrame()).toContain('Not cloned: something.');
	const app = await renderApp(press(inForm(form), 'ctrl-s').state, 80, 24);
	expect(app.lastFrame()).toContain('Not cloned: something.');
	expect(app.lastFrame()).toContain('Its config is the same to the letter.');
	expect(app.lineWith('clone of')).toMatch(/web-1 {2}148e123456abcd/);
});

test('the choice names the machine by its id, and the form that was left', async () => {
	const {state: left} = press(inForm(newForm({values: {image: 'nginx'}})), 'esc');
	const app = await renderApp(press(left, 'n').state, 80, 24);
	const lines = dialogLines(app, 'new machine')
		.slice(1, -1)
		.map(line => line.slice(2, -2).trim());
	expect(lines).toEqual([
		'n a new one in web',
		'c a clone of web-1  148e123456abcd',
		'r go on with the form that was left: new machine in web',
	]);
	expect(app.lines().at(-1)).toContain('n new  c clone  r go on  esc close');
});
