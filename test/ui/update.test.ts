import {expect, test} from 'vitest';
import {buildConfig, buildMachine} from '../helpers/build-machine.ts';
import {buildState} from '../helpers/build-state.ts';
import {press} from '../helpers/press.ts';
import {renderApp} from '../helpers/render.tsx';
import {dialogLines} from './open-example.ts';

const fleetOf = (count: number) =>
	buildState({
		machines: Array.from({length: count}, (_, index) =>
			buildMachine({id: `148e1234560${100 + index}`, name: `web-${index}`, config: buildConfig({raw: {image: 'nginx:1'}})}),
		),
		view: {sort: {key: 'id', isDescending: false}},
	});
const keys = [':', ...'update', 'enter'] as const;
const asking = (count: number) => press(fleetOf(count), '*', ...keys, '0', 'enter').state;

const sizes = [
	[40, 10],
	[80, 24],
	[160, 48],
] as const;

test.each(sizes)('on %i x %i the form says how many machines there are, and has the field', async (columns, rows) => {
	const screen = await renderApp(press(fleetOf(20), '*', ...keys).state, columns, rows);
	const text = dialogLines(screen, 'update 20 machines').join('\n');
	expect(text).toContain('> image  nginx:1█');
});

test('the form leaves the keys to be seen, and says what enter leads to', async () => {
	const screen = await renderApp(press(fleetOf(20), '*', ...keys).state, 80, 24);
	expect(screen.lines().at(-1)).toContain('enter go on');
	expect(screen.lastFrame()).toContain('it shows what would change, and asks');
});

test.each(sizes)('on %i x %i of an image with a long name the end is told at least', async (columns, rows) => {
	const image = 'registry.fly.io/web-of-somebody/and-more:deployment-01JMXW0000000000000000000A';
	for (const count of [1, 20]) {
		const screen = await renderApp(press(fleetOf(count), '*', ...keys, 'ctrl-u', ...image, 'enter').state, columns, rows);
		const text = dialogLines(screen, 'update').join('\n');
		expect(text).toContain('deployment-01JMXW0000000000000000000A'.slice(-30));
		expect(text).toContain(count === 1 ? 'y / N' : 'Type update 20:');
		screen.unmount();
	}
});

test.each(sizes)('on %i x %i the question tells which image one machine has and gets', async (columns, rows) => {
	const screen = await renderApp(asking(1), columns, rows);
	const text = dialogLines(screen, 'update').join('\n');
	expect(text).toMatch(/from .*nginx:1 [\s\S]*to .*nginx:10/);
	expect(text).toContain('update it? y / N');
});

test.each(sizes)('on %i x %i the question tells how many machines get which image', async (columns, rows) => {
	const screen = await renderApp(asking(20), columns, rows);
	const text = dialogLines(screen, 'update').join('\n');
	expect(text).toContain('20 machines');
	expect(text).toMatch(/to +nginx:10/);
	expect(text).toContain('Type update 20:');
});

test.each(sizes.slice(1))('on %i x %i the question tells of each machine which image it has and gets', async (columns, rows) => {
	const screen = await renderApp(asking(20), columns, rows);
	expect(dialogLines(screen, 'update').join('\n')).toMatch(/148e1234560100 {2}started 1m {6}web-0 {2}nginx:1 -> nginx:10 {2}web/);
});
