import {Box, Text} from 'ink';
import {useMemo} from 'react';
import {worstOf} from '../../domain/diagnosis/diagnosis.ts';
import {hasOldData} from '../../store/connection.ts';
import {selectContentWidths} from '../../store/content-widths.ts';
import {selectDiagnosis} from '../../store/diagnosis.ts';
import {isGroupHead, selectGroups, selectLines} from '../../store/fleet-view/lines.ts';
import {selectLease, selectLeaseCount, selectRows} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import {selectChangedColumns} from '../../store/table/row-changes.ts';
import {GroupHead} from '../fleet-view/group-head.tsx';
import {groupText, nameWidth} from '../fleet-view/group-text.ts';
import {placeColumns} from './column-layout.ts';
import {emptyText} from './empty-text.ts';
import {Row} from './row.tsx';
import {headText, rowText} from './row-text.ts';

type Props = {readonly state: State; readonly width: number; readonly lines: number};

const Rows = ({state, width, lines}: Props) => {
	const {view, pending, ownLeases, nowMs} = state;
	const hasManyApps = state.feeds.size > 1;
	const widths = selectContentWidths(state);
	const sortKey = view.sort.key;
	const hasLeases = selectLeaseCount(state) > 0;
	const placed = useMemo(
		() => placeColumns(width, {widths, hasManyApps, hasLeases, sortKey}),
		[width, widths, hasManyApps, hasLeases, sortKey],
	);
	const diagnosis = selectDiagnosis(state);
	const visible = selectLines(state).slice(view.top, view.top + lines);
	const nameCells = nameWidth(selectGroups(state), width);
	return (
		<>
			<Text bold wrap="truncate">
				{headText(placed, view.sort)}
			</Text>
			{visible.map(line => {
				const isCursor = line.id === view.cursorId;
				if (isGroupHead(line)) {
					const head = groupText(line, {isCursor, isFolded: view.foldedGroups.has(line.id), marks: view.marks, width, nameCells});
					return <GroupHead key={line.id} {...head} isCursor={isCursor} />;
				}

				const machine = line;
				const lease = selectLease(state, machine);
				const isOwnLease = lease !== undefined && lease === ownLeases.get(machine.id);
				const context = {machine, pending: pending.get(machine.id), lease, isOwnLease, trouble: worstOf(diagnosis, machine), nowMs};
				const changed = selectChangedColumns(state, machine.id);
				const row = rowText(placed, context, {isCursor, isMarked: view.marks.has(machine.id), changed});
				const isOld = hasOldData(state, machine.app) || !state.fleet.has(machine.id);
				return <Row key={machine.id} {...row} isCursor={isCursor} isOld={isOld} />;
			})}
		</>
	);
};

/** The machine table: only the rows that are visible exist. */
export const Table = (props: Props) => {
	const {state, width, lines} = props;
	return (
		<Box flexDirection="column" width={width} height={lines + 1} overflow="hidden">
			{selectRows(state).length > 0 ? (
				<Rows {...props} />
			) : (
				emptyText(state).map(text => (
					<Text key={text} wrap="wrap">
						{` ${text}`}
					</Text>
				))
			)}
		</Box>
	);
};
