import {Box, Text} from 'ink';
import {detailLines, tabs} from '../../domain/details/tabs.ts';
import {detailsContextOf, selectCursorMachine} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import {Lines} from './lines.tsx';

type Props = {readonly state: State; readonly width: number; readonly lines: number};

const TabBar = ({state, shown, total}: {readonly state: State; readonly shown: number; readonly total: number}) => {
	const {tab, paneScroll} = state.view;
	const position = total > shown ? `  ${paneScroll + 1}-${Math.min(total, paneScroll + shown)}/${total}` : '';
	return (
		<Text wrap="truncate">
			{tabs.map((row, index) => (
				<Text key={row.tab} bold={row.tab === tab} inverse={row.tab === tab}>
					{` ${index + 1} ${row.tab}`}
				</Text>
			))}
			<Text dimColor>{position}</Text>
		</Text>
	);
};

/** The cells beside a line, left and right. */
const margin = 2;

/** How wide a line is in a pane of the details that is so wide inside. */
export const detailsLineWidth = (width: number): number => width - margin;

/** The details of the machine under the cursor: a bar of tabs and the lines of the open one. */
export const Details = ({state, width, lines}: Props) => {
	const machine = selectCursorMachine(state);
	if (machine === undefined) {
		return <Text dimColor> No machine is selected.</Text>;
	}

	const {tab, paneScroll} = state.view;
	const lineWidth = detailsLineWidth(width);
	const content = detailLines(tab, detailsContextOf(state, machine), lineWidth);
	return (
		<Box flexDirection="column" width={width} height={lines + 1} overflow="hidden">
			<TabBar state={state} shown={lines} total={content.length} />
			<Box flexDirection="column" paddingLeft={1}>
				<Lines lines={content} scroll={paneScroll} count={lines} width={lineWidth} />
			</Box>
		</Box>
	);
};
