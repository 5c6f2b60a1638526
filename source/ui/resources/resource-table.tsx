import {Box, Text} from 'ink';
import {useMemo} from 'react';
import type {Row as ResourceRow} from '../../domain/resources/table.ts';
import {columnsOf, toneOfRow} from '../../domain/resources/tables.ts';
import {inWidth} from '../../domain/text.ts';
import {listAgainMs, sourceKey} from '../../store/resources.ts';
import {type ResourceScreen, selectListed, selectResourceRows} from '../../store/screens.ts';
import type {State} from '../../store/state.ts';
import {Row} from '../table/row.tsx';
import {type RowText, rowLine} from '../table/row-text.ts';
import {emptyText} from './empty-text.ts';
import {contentWidths, type PlacedColumn, placeColumns} from './place-columns.ts';

type Props = {readonly state: State; readonly screen: ResourceScreen; readonly width: number; readonly lines: number};

const headText = (placed: readonly PlacedColumn[], {sort}: ResourceScreen): string => {
	const titles = placed.map(({column, width}) => {
		const arrow = column.id === sort.column ? (sort.isDescending ? 'v' : '^') : '';
		return inWidth(`${column.title}${arrow}`, width, column.align);
	});
	return `   ${titles.join(' ')}`;
};

const rowText = (
	placed: readonly PlacedColumn[],
	row: ResourceRow,
	{isCursor, isMarked, nowMs}: {readonly isCursor: boolean; readonly isMarked: boolean; readonly nowMs: number},
): RowText => {
	const [before = '', state = '', ...after] = placed.map(({column, width}) => inWidth(column.text(row, nowMs), width, column.align));
	const tone = toneOfRow(row);
	const isTrouble = tone === 'bad';
	return {
		gutter: `${isCursor ? '>' : ' '}${isTrouble ? '!' : ' '}${isMarked ? '*' : ' '}`,
		before,
		state,
		after: after.join(' '),
		tone,
		troubleTone: isTrouble ? tone : undefined,
	};
};

/** Whether what a row shows is older than it should be, for whatever reason. */
const isOld = ({resources, nowMs}: State, {kind, app}: ResourceRow, {volumeId}: ResourceScreen): boolean => {
	const feed = resources.get(sourceKey({kind, app: kind === 'apps' ? '' : app, volumeId}));
	return feed?.failure !== undefined || nowMs - (feed?.answeredAtMs ?? nowMs) > 2 * listAgainMs;
};

const Rows = ({state, screen, width, lines}: Props) => {
	const {kind, apps, sort, cursorKey, marks, top} = screen;
	const listed = selectListed(state, screen);
	const columns = useMemo(() => columnsOf(kind, apps.length > 1), [kind, apps]);
	const widths = useMemo(() => contentWidths(columns, listed), [columns, listed]);
	const placed = useMemo(() => placeColumns(columns, widths, width, sort.column), [columns, widths, width, sort.column]);
	return (
		<>
			<Text bold wrap="truncate">
				{headText(placed, screen)}
			</Text>
			{selectResourceRows(state)
				.slice(top, top + lines)
				.map(row => {
					const isCursor = row.key === cursorKey;
					const text = rowText(placed, row, {isCursor, isMarked: marks.has(row.key), nowMs: state.nowMs});
					return <Row key={row.key} line={rowLine(text, {isCursor, isOld: isOld(state, row, screen)})} width={width} />;
				})}
		</>
	);
};

/** The one table for everything that is no machine: only the rows that are visible exist. */
export const ResourceTable = (props: Props) => {
	const {state, screen, width, lines} = props;
	return (
		<Box flexDirection="column" width={width} height={lines + 1} overflow="hidden">
			{selectResourceRows(state).length > 0 ? (
				<Rows {...props} />
			) : (
				emptyText(state, screen).map(text => (
					<Text key={text} wrap="wrap">
						{` ${text}`}
					</Text>
				))
			)}
		</Box>
	);
};
