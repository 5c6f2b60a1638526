import {Box, Text} from 'ink';
import {resourceTables, rowInWords} from '../../domain/resources/tables.ts';
import {inWidth, truncate, widthOf} from '../../domain/text.ts';
import {type ResourceScreen, selectListed, selectResourceDetails, selectResourceRow, selectResourceRows} from '../../store/screens.ts';
import type {State} from '../../store/state.ts';
import {TitledBox} from '../chrome/titled-box.tsx';
import {Lines} from '../details/lines.tsx';
import type {Layout, Pane} from '../layout.ts';
import {ResourceTable} from './resource-table.tsx';

type Props = {readonly state: State; readonly screen: ResourceScreen; readonly layout: Layout};

const titleOf = (state: State): string => {
	const row = selectResourceRow(state);
	return row === undefined ? 'nothing' : rowInWords(row);
};

const DetailsBox = ({state, screen, pane: {width, height}}: Omit<Props, 'layout'> & {readonly pane: Pane}) => {
	const lines = selectResourceDetails(state);
	const count = height - 2;
	const {paneScroll, focus} = screen;
	const part = lines.length > count ? `  ${paneScroll + 1}-${Math.min(lines.length, paneScroll + count)}/${lines.length}` : '';
	return (
		<TitledBox title={`${titleOf(state)}${part}`} width={width} height={height} isFocused={focus === 'details'}>
			<Box flexDirection="column" paddingLeft={1}>
				<Lines lines={lines} scroll={paneScroll} count={count} width={width - 3} />
			</Box>
		</TitledBox>
	);
};

const SideBySide = ({state, screen, layout: {table, details}}: Props) => (
	<Box>
		<TitledBox
			title={`${resourceTables[screen.kind].title} ${selectResourceRows(state).length}/${selectListed(state, screen).length}`}
			width={table.width}
			height={table.height}
			isFocused={screen.focus === 'table'}
		>
			<ResourceTable state={state} screen={screen} width={table.width - 2} lines={table.lines} />
		</TitledBox>
		<DetailsBox state={state} screen={screen} pane={details} />
	</Box>
);

/** The first lines of the details, below the table. */
const Preview = ({state, width, lines}: {readonly state: State; readonly width: number; readonly lines: number}) => {
	const row = selectResourceRow(state);
	if (row === undefined) {
		return <Box height={lines + 1} />;
	}

	const right = row.kind === 'apps' ? ' tab: all ' : ' enter: all ';
	const left = `── ${truncate(titleOf(state), width - widthOf(right) - 6)} `;
	const rule = '─'.repeat(Math.max(0, width - widthOf(left) - widthOf(right)));
	return (
		<Box flexDirection="column" height={lines + 1} overflow="hidden">
			<Text dimColor wrap="truncate">
				{inWidth(`${left}${rule}${right}`, width)}
			</Text>
			<Box flexDirection="column" paddingLeft={1}>
				<Lines lines={selectResourceDetails(state)} scroll={0} count={lines} width={width - 2} />
			</Box>
		</Box>
	);
};

/** Everything between header and footer where things are listed that are no machines. */
export const ResourceBody = ({state, screen, layout}: Props) => {
	switch (layout.arrangement) {
		case 'side-by-side':
			return <SideBySide state={state} screen={screen} layout={layout} />;
		case 'details':
			return <DetailsBox state={state} screen={screen} pane={layout.details} />;
		case 'table':
			return (
				<>
					<ResourceTable state={state} screen={screen} width={layout.table.width} lines={layout.table.lines} />
					{layout.previewLines === 0 ? null : <Preview state={state} width={layout.columns} lines={layout.previewLines} />}
				</>
			);
		case 'too-small':
			return null;
	}
};
