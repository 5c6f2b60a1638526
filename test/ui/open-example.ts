import type {Machine} from '../../source/domain/machine.ts';
import {buildState} from '../helpers/build-state.ts';
import {type RenderedApp, renderApp} from '../helpers/render.tsx';
import {exampleFleet, healthy} from './example-fleet.ts';

/** The screen with the example fleet on it, the cursor on one of its machines. */
export const openExample = ({id}: Pick<Machine, 'id'> = healthy, columns = 80, rows = 24): Promise<RenderedApp> =>
	renderApp(buildState({machines: exampleFleet, view: {cursorId: id}}), columns, rows);

/** The sizes at which screens are looked at. */
export const sizes = [
	{columns: 40, rows: 12},
	{columns: 80, rows: 24},
	{columns: 120, rows: 40},
	{columns: 160, rows: 48},
];

/** The lines of the box over the screen, from edge to edge. */
export const dialogLines = (screen: RenderedApp, title: string): readonly string[] => {
	const lines = screen.lines();
	const top = lines.findIndex(line => line.includes(`┌─ ${title} `));
	const left = lines[top]?.indexOf(`┌─ ${title} `) ?? 0;
	const width = (lines[top]?.indexOf('┐', left) ?? 0) - left + 1;
	const bottom = lines.findIndex((line, index) => index > top && line[left] === '└' && line[left + width - 1] === '┘');
	return lines.slice(top, bottom + 1).map(line => line.slice(left, left + width));
};
