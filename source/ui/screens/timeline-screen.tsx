import {Box} from 'ink';
import {plain} from '../../domain/details/line.ts';
import type {State} from '../../store/state.ts';
import {countTimeline, nearPresent, type TimelineMode} from '../../store/timeline.ts';
import {TitledBox} from '../chrome/titled-box.tsx';
import {Lines, LineText} from '../details/lines.tsx';
import {type Layout, stripHeight} from '../layout.ts';
import {emptyText} from '../table/empty-text.ts';
import {type Source, useShown} from '../use-selector.ts';
import {pageColumns, pageHeight, pageLines} from './reading-screen.tsx';
import {tickLegend, timelineLines, timelineTitle} from './timeline-lines.ts';

type Props = {readonly state: State; readonly mode: TimelineMode; readonly layout: Layout};

const stripIn = (state: State, width: number) => ({
	title: [...plain(`${timelineTitle(state, nearPresent)}  `), ...tickLegend(state, nearPresent, width)].map(({text}) => text).join(''),
	lines: timelineLines(state, nearPresent, width),
});

/** The first bars up to now, below table and details. */
export const TimelineStrip = ({source, layout}: {readonly source: Source; readonly layout: Layout}) => {
	const width = pageColumns(layout);
	const {title, lines} = useShown(source, state => stripIn(state, width));
	return (
		<TitledBox title={title} width={layout.columns} height={stripHeight(layout)} isFocused={false}>
			<Box flexDirection="column" paddingX={1}>
				<Lines lines={lines} scroll={0} count={layout.stripBars + 1} width={width} />
			</Box>
		</TitledBox>
	);
};

/** The timeline in place of the body. */
export const TimelineScreen = ({state, mode, layout}: Props) => {
	const width = pageColumns(layout);
	const isEmpty = countTimeline(state) === 0;
	const lines = isEmpty ? emptyText(state).map(plain) : timelineLines(state, mode, width);
	return (
		<TitledBox title={timelineTitle(state, mode)} width={layout.columns} height={pageHeight(layout)} isFocused>
			<Box flexDirection="column" paddingX={1} flexGrow={1}>
				<Lines lines={lines} scroll={0} count={pageLines(layout) - 1} width={width} />
			</Box>
			<Box paddingX={1}>
				<LineText line={tickLegend(state, mode, width)} width={width} />
			</Box>
		</TitledBox>
	);
};
