import {expect, test} from 'vitest';
import {confirmResourceMode} from '../helpers/build-resources.ts';
import {buildState, inMode} from '../helpers/build-state.ts';
import {breakLeaseMode, protectedMode} from '../helpers/modes.ts';
import {patternsOf} from '../helpers/patterns-of.ts';
import {renderApp} from '../helpers/render.tsx';
import {exampleFleet, healthy} from './example-fleet.ts';
import {dialogLines, sizes} from './open-example.ts';

const state = {
	...buildState({machines: exampleFleet, view: {cursorId: healthy.id}}),
	protection: patternsOf('region:xyz', 'app:web'),
};

test.for([...sizes, {columns: 40, rows: 10}])(
	'on $columns x $rows the question says by which pattern a machine is protected, and what to type',
	async ({columns, rows}) => {
		const screen = await renderApp(state, columns, rows);
		screen.press('t');
		await screen.waitForText('stop 1');
		const text = dialogLines(screen, 'stop').join('\n');
		expect(text).toContain(healthy.id);
		expect(text).toContain('PROTECTED by app:web');
		expect(text).toContain('>');
		screen.type('stop 1');
		await screen.waitForText('> stop 1█');
	},
);

test.for([...sizes, {columns: 40, rows: 10}])(
	'on $columns x $rows what would be done at once elsewhere is asked about, with the pattern',
	async ({columns, rows}) => {
		const screen = await renderApp(inMode(state, protectedMode({held: {kind: 'browse'}})), columns, rows);
		await screen.waitForText('┌─ protected');
		const text = dialogLines(screen, 'protected').join('\n');
		expect(text).toContain('web-1 148e123456abcd of web');
		expect(text).toContain('PROTECTED by app:web');
		expect(text).toContain('Type ssh 1:');
		expect(screen.lines().at(-1)).toContain('enter');
	},
);

test.for([
	['delete', confirmResourceMode()],
	['break the lease', breakLeaseMode()],
] as const)('the question %s says it too', async ([title, mode]) => {
	const screen = await renderApp(inMode(state, mode), 80, 24);
	await screen.waitForText('PROTECTED by app:web');
	expect(dialogLines(screen, title).join('\n')).toContain('PROTECTED by app:web');
});

test('the details of a machine say that it is protected, and by what', async () => {
	const screen = await renderApp(state, 120, 40);
	await screen.waitForText('PROTECTED  by app:web: changes want words');
	const free = await renderApp({...state, protection: patternsOf('app:shop')}, 120, 40);
	expect(free.lines().join('\n')).not.toContain('PROTECTED');
});

test('the header says what is protected where there is room, and everything else first', async () => {
	const wide = await renderApp(state, 160, 24);
	expect(wide.lines()[1]).toContain('protected region:xyz app:web');
	const narrow = await renderApp(state, 80, 24);
	expect(narrow.lines()[1]).toMatch(/^ filter .*\[browse\] $/);
	expect((await renderApp({...state, protection: []}, 160, 24)).lines()[1]).not.toContain('protected');
});
