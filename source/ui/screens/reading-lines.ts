import {helpLines} from '../../commands/help.ts';
import {type Line, plain} from '../../domain/details/line.ts';
import {widthOf} from '../../domain/text.ts';
import {formatEventTime} from '../../domain/time.ts';
import {wrapText} from '../../domain/wrap.ts';
import type {ReadingMode, State} from '../../store/state.ts';
import {noteWords} from '../theme.ts';
import {actionPage} from './action-page.ts';
import {changeText} from './change-lines.ts';
import {changesPage} from './changes-page.ts';
import {createText} from './create-lines.ts';
import {jobLines} from './job-lines.ts';
import {leasePage} from './lease-page.ts';
import {outputPage} from './output-lines.ts';

const below = 4;

/** A row of the help: where its title does not fit beside its key, it goes below. */
const rowLines = (line: Line, width: number): readonly Line[] => {
	const [key, ...title] = line;
	const text = title.map(segment => segment.text).join('');
	return key === undefined || widthOf(key.text) + widthOf(text) <= width
		? [line]
		: [[key], ...wrapText(text, width - below).map(part => plain(' '.repeat(below) + part))];
};

const noteLines = ({notes, nowMs}: State, width: number): readonly Line[] => {
	if (notes.length === 0) {
		return [plain('Nothing has happened yet.')];
	}

	const indent = 16;
	return notes.toReversed().flatMap(({tone, text, atMs}) => {
		const [first = '', ...rest] = wrapText(text, Math.max(10, width - indent));
		const head: Line = [
			{text: `${formatEventTime(atMs, nowMs)}  `, isFaint: true},
			{text: noteWords[tone].padEnd(6), tone: tone === 'error' ? 'bad' : tone === 'ok' ? 'good' : 'busy'},
			{text: first},
		];
		return [head, ...rest.map(more => plain(' '.repeat(indent) + more))];
	});
};

/** The text of a page that is read over the whole body of the screen. */
export const readingLines = (state: State, mode: ReadingMode, width: number): {readonly title: string; readonly lines: readonly Line[]} => {
	switch (mode.kind) {
		case 'help':
			return {title: 'help', lines: helpLines.flatMap(line => rowLines(line, width))};
		case 'notes':
			return {title: 'notes, newest first', lines: noteLines(state, width)};
		case 'jobs':
			return {title: 'jobs, newest first', lines: jobLines(state, width)};
		case 'leases':
			return leasePage(state, width);
		case 'actions':
			return actionPage(state, width);
		case 'changes':
			return changesPage(state, width);
		case 'output':
			return outputPage(state, mode, width);
		case 'change':
			return changeText(state, mode, width);
		case 'create':
			return createText(mode, width);
	}
};
