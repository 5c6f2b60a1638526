import {Box, Text} from 'ink';
import {toneOfRow} from '../../domain/resources/tables.ts';
import {inWidth} from '../../domain/text.ts';
import {type ResourceScreen, selectResourceRows} from '../../store/screens.ts';
import type {State} from '../../store/state.ts';
import {toneProps} from '../theme.ts';

type Props = {readonly state: State; readonly screen: ResourceScreen; readonly columns: number; readonly rows: number};

/** A terminal too small for a table: a warning, and a line for each thing around the cursor. */
export const SmallResourceScreen = ({state, screen: {top, cursorKey}, columns, rows}: Props) => (
	<Box flexDirection="column" width={columns} height={rows} overflow="hidden">
		<Text color="yellow" wrap="truncate">
			{inWidth('needs 40x10', columns)}
		</Text>
		{selectResourceRows(state)
			.slice(top, top + rows - 1)
			.map(row => (
				<Text key={row.key} wrap="truncate" {...toneProps(toneOfRow(row))}>
					{inWidth(`${row.key === cursorKey ? '>' : ' '}${row.id}`, columns)}
				</Text>
			))}
	</Box>
);
