import {Box, Text} from 'ink';
import {detailLines, type Tab, type TabRow, tabs} from '../../domain/details/tabs.ts';
import {beginningOf, widthOf} from '../../domain/text.ts';
import {detailsContextOf, selectCursorMachine} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import {type Source, useShown} from '../use-selector.ts';
import {Lines} from './lines.tsx';

type Props = {readonly source: Source; readonly width: number; readonly lines: number};

/** Where not all names fit, only that of the open tab is whole, and the others are as short as they have to be. */
const tabTexts = (open: Tab, width: number): readonly string[] => {
	const ways = [({tab}: TabRow) => tab, ({short}: TabRow) => short, ({short}: TabRow) => beginningOf(short, 3)];
	const texts = ways.map(nameOf => tabs.map((row, index) => ` ${index + 1} ${row.tab === open ? row.tab : nameOf(row)}`));
	return texts.find(names => widthOf(names.join('')) <= width) ?? texts.at(-1) ?? [];
};

type TabBarProps = {readonly tab: Tab; readonly position: string; readonly width: number};

const TabBar = ({tab, position, width}: TabBarProps) => {
	const texts = tabTexts(tab, width);
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

/** What is seen of the details of the machine under the cursor; undefined where there is none. */
const detailsIn = (state: State, width: number, lines: number) => {
	const machine = selectCursorMachine(state);
	if (machine === undefined) {
		return undefined;
	}

	const {tab, paneScroll} = state.view;
	const content = detailLines(tab, detailsContextOf(state, machine), width);
	const total = content.length;
	return {
		tab,
		position: total > lines ? `  ${paneScroll + 1}-${Math.min(total, paneScroll + lines)}/${total}` : '',
		seen: content.slice(paneScroll, paneScroll + lines),
	};
};

/** The details of the machine under the cursor: a bar of tabs and the lines of the open one. */
export const Details = ({source, width, lines}: Props) => {
	const lineWidth = detailsLineWidth(width);
	const details = useShown(source, state => detailsIn(state, lineWidth, lines));
	if (details === undefined) {
		return <Text dimColor> No machine is selected.</Text>;
	}

	const {tab, position, seen} = details;
	return (
		<Box flexDirection="column" width={width} height={lines + 1} overflow="hidden">
			<TabBar tab={tab} position={position} width={width} />
			<Box flexDirection="column" paddingLeft={1}>
				<Lines lines={seen} scroll={0} count={lines} width={lineWidth} />
			</Box>
		</Box>
	);
};
