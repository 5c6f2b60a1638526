import {Box, Text} from 'ink';
import {detailLines, type Tab, type TabRow, tabs} from '../../domain/details/tabs.ts';
import {beginningOf, widthOf} from '../../domain/text.ts';
import {detailsContextOf, selectCursorMachine} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import {Lines} from './lines.tsx';

type Props = {readonly state: State; readonly width: number; readonly lines: number};

/** Where not all names fit, only that of the open tab is whole, and the others are as short as they have to be. */
const tabTexts = (open: Tab, width: number): readonly string[] => {
	const ways = [({tab}: TabRow) => tab, ({short}: TabRow) => short, ({short}: TabRow) => beginningOf(short, 3)];
	const texts = ways.map(nameOf => tabs.map((row, index) => ` ${index + 1} ${row.tab === open ? row.tab : nameOf(row)}`));
	return texts.find(names => widthOf(names.join('')) <= width) ?? texts.at(-1) ?? [];
};

type TabBarProps = {readonly state: State; readonly width: number; readonly shown: number; readonly total: number};

const TabBar = ({state, width, shown, total}: TabBarProps) => {
	const {tab, paneScroll} = state.view;
	const texts = tabTexts(tab, width);
	const position = total > shown ? `  ${paneScroll + 1}-${Math.min(total, paneScroll + shown)}/${total}` : '';
	return (
		<Text wrap="truncate">
			{tabs.map((row, index) => (
				<Text key={row.tab} bold={row.tab === tab} inverse={row.tab === tab}>
					{texts[index]}
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
			<TabBar state={state} width={width} shown={lines} total={content.length} />
			<Box flexDirection="column" paddingLeft={1}>
				<Lines lines={content} scroll={paneScroll} count={lines} width={lineWidth} />
			</Box>
		</Box>
	);
};
