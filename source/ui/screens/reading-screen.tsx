import {Box} from 'ink';
import type {Mode, ReadingMode, State} from '../../store/state.ts';
import {TitledBox} from '../chrome/titled-box.tsx';
import {Lines} from '../details/lines.tsx';
import type {Layout} from '../layout.ts';
import {readingLines} from './reading-lines.ts';

const readingKinds: ReadonlySet<string> = new Set<ReadingMode['kind']>([
	'help',
	'notes',
	'jobs',
	'leases',
	'actions',
	'changes',
	'output',
	'change',
	'create',
]);

export const isReading = (mode: Mode): mode is ReadingMode => readingKinds.has(mode.kind);

const frame = 2;
const margin = 4;

/** The height of a page with its frame. */
export const pageHeight = ({rows}: Layout): number => rows - 4;

/** How many lines of a page the screen shows. */
export const pageLines = (layout: Layout): number => pageHeight(layout) - frame;

/** How many cells a line of a page has. */
export const pageColumns = ({columns}: Layout): number => columns - margin;

/** How far the page can scroll, in lines. */
export const lastPageScroll = (state: State, mode: ReadingMode, layout: Layout): number =>
	Math.max(0, readingLines(state, mode, pageColumns(layout)).lines.length - pageLines(layout));

type Props = {readonly state: State; readonly mode: ReadingMode; readonly layout: Layout};

/** Help, notes or jobs in place of the body, scrolled no further than their end. */
export const ReadingScreen = ({state, mode, layout}: Props) => {
	const width = pageColumns(layout);
	const height = pageHeight(layout);
	const count = pageLines(layout);
	const {title, lines} = readingLines(state, mode, width);
	const scroll = Math.min(mode.scroll, lastPageScroll(state, mode, layout));
	const position = `${scroll + 1}-${Math.min(lines.length, scroll + count)}/${lines.length}`;
	return (
		<TitledBox title={`${title} ${position}`} width={layout.columns} height={height} isFocused>
			<Box flexDirection="column" paddingX={1}>
				<Lines lines={lines} scroll={scroll} count={count} width={width} />
			</Box>
		</TitledBox>
	);
};
