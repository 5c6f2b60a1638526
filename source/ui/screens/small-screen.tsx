import {Box, Text} from 'ink';
import {inAmount} from '../../domain/fleet-view/totals.ts';
import {stateRow} from '../../domain/lifecycle.ts';
import {shownState} from '../../domain/pending.ts';
import {inWidth} from '../../domain/text.ts';
import {isGroupHead, selectLines} from '../../store/fleet-view/lines.ts';
import {selectScreen} from '../../store/screens.ts';
import type {Store} from '../../store/store.ts';
import {SmallResourceScreen} from '../resources/small-resource-screen.tsx';
import {toneProps} from '../theme.ts';
import {useSelector} from '../use-selector.ts';

/** A terminal too small for the table: a warning, and a line a machine around the cursor. */
export const SmallScreen = ({store, columns, rows}: {readonly store: Store; readonly columns: number; readonly rows: number}) => {
	const state = useSelector(store, whole => whole);
	const screen = selectScreen(state);
	if (screen !== undefined) {
		return <SmallResourceScreen state={state} screen={screen} columns={columns} rows={rows} />;
	}

	const lines = selectLines(state).slice(state.view.top, state.view.top + rows - 1);
	return (
		<Box flexDirection="column" width={columns} height={rows} overflow="hidden">
			<Text color="yellow" wrap="truncate">
				{inWidth('needs 40x10', columns)}
			</Text>
			{lines.map(line => {
				const marker = line.id === state.view.cursorId ? '>' : ' ';
				if (isGroupHead(line)) {
					return (
						<Text key={line.id} bold wrap="truncate">
							{inWidth(`${marker}${line.name} ${inAmount(line.totals.machines)}`, columns)}
						</Text>
					);
				}

				const machine = line;
				const shown = shownState(machine, state.pending.get(machine.id));
				return (
					<Text key={machine.id} wrap="truncate" {...toneProps(stateRow(shown).tone)}>
						{inWidth(`${marker}${machine.id.slice(-6)} ${shown}`, columns)}
					</Text>
				);
			})}
		</Box>
	);
};
