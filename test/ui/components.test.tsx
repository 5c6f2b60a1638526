import {stripVTControlCharacters} from 'node:util';
import {cleanup, render} from 'ink-testing-library';
import type {ReactElement} from 'react';
import {afterEach, expect, test} from 'vitest';
import {labelled, plain} from '../../source/domain/details/line.ts';
import {TitledBox} from '../../source/ui/chrome/titled-box.tsx';
import {Lines, LineText} from '../../source/ui/details/lines.tsx';
import {Row} from '../../source/ui/table/row.tsx';
import {type RowLooks, type RowText, rowLine} from '../../source/ui/table/row-text.ts';

afterEach(cleanup);

const frameOf = (element: ReactElement): string => render(element).lastFrame() ?? '';
const textOf = (element: ReactElement): string => stripVTControlCharacters(frameOf(element));

const calm: RowText = {
	gutter: '   ',
	before: '148e web-1',
	state: '● started',
	after: 'fra launch by user',
	tone: 'good',
	troubleTone: undefined,
};

const rowOf = (text: RowText, looks: Partial<RowLooks> = {}) => (
	<Row line={rowLine(text, {isCursor: false, isOld: false, ...looks})} width={60} />
);

test('a row is its cells with one space between them', () => {
	expect(textOf(rowOf(calm))).toBe('   148e web-1 ● started fra launch by user');
});

test('only the state of a healthy row has a colour, in the tone of the state', () => {
	expect(frameOf(rowOf(calm))).toBe('   148e web-1 \u001B[32m● started\u001B[39m fra launch by user');
	expect(frameOf(rowOf({...calm, state: '◌ stopping', tone: 'busy'}))).toContain('\u001B[33m◌ stopping\u001B[39m');
	expect(frameOf(rowOf({...calm, state: '○ stopped', tone: 'idle'}))).not.toContain('\u001B');
});

test('a row in trouble is red where it says why', () => {
	expect(frameOf(rowOf({...calm, troubleTone: 'bad'}))).toMatch(/\u001B\[31m.*fra launch by user/);
});

test('a row whose data is old is faint', () => {
	expect(frameOf(rowOf(calm, {isOld: true}))).toMatch(/^\u001B\[2m.*148e web-1/);
});

test('the row under the cursor stands out', () => {
	expect(frameOf(rowOf(calm, {isCursor: true}))).toMatch(/\u001B\[7m.*148e web-1/);
});

test('a line is cut to its width, across its segments', () => {
	expect(textOf(<LineText line={labelled('image', 'registry.fly.io/web')} width={20} />)).toBe('image      registry…');
	expect(textOf(<LineText line={plain('漢字漢字')} width={7} />)).toBe('漢字漢…');
});

test('the tone of a segment is its colour', () => {
	expect(frameOf(<LineText line={labelled('state', 'failed', 'bad')} width={30} />)).toMatch(/\u001B\[31m.*failed/);
});

test('a text is shown from where it was scrolled to, as far as there is room', () => {
	const lines = ['one', 'two', 'three', 'four'].map(plain);
	expect(textOf(<Lines lines={lines} scroll={1} count={2} width={10} />)).toBe('two\nthree');
	expect(textOf(<Lines lines={lines} scroll={3} count={2} width={10} />)).toBe('four');
});

test('a box has its title in the upper edge and is exactly as large as it should be', () => {
	const box = (
		<TitledBox title="machines 2/5" width={24} height={4} isFocused>
			<LineText line={plain('inside')} width={22} />
		</TitledBox>
	);
	expect(textOf(box)).toBe(
		['┌─ machines 2/5 ───────┐', '│inside                │', '│                      │', '└──────────────────────┘'].join('\n'),
	);
});

test('a title that is too long for its box is cut', () => {
	const [top = ''] = textOf(
		<TitledBox title="a title that is too long" width={16} height={3} isFocused={false}>
			<LineText line={plain('inside')} width={14} />
		</TitledBox>,
	).split('\n');
	expect(top).toHaveLength(16);
	expect(top).toMatch(/^┌─ a tit.*… ─*┐$/);
});
