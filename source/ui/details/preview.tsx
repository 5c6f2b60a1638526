import {Box, Text} from 'ink';
import {eventLine} from '../../domain/details/event-lines.ts';
import {inWidth, truncate, widthOf} from '../../domain/text.ts';
import {selectCursorMachine} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import {Lines} from './lines.tsx';

/** The newest events of the machine under the cursor, below the table. */
export const Preview = ({state, width, lines}: {readonly state: State; readonly width: number; readonly lines: number}) => {
	const machine = selectCursorMachine(state);
	if (machine === undefined) {
		return <Box height={lines + 1} />;
	}

	const total = machine.events.length;
	const shown = Math.min(lines, total);
	const right = ` events ${shown === 0 ? 0 : 1}-${shown}/${total}  enter: all `;
	const id = `── ${machine.id} ── `;
	const left = `${id}${truncate(machine.name, width - widthOf(id) - widthOf(right) - 1)} `;
	const rule = '─'.repeat(Math.max(0, width - widthOf(left) - widthOf(right)));
	const events = machine.events.slice(0, lines).map(event => eventLine(event, state.nowMs));
	return (
		<Box flexDirection="column" height={lines + 1} overflow="hidden">
			<Text dimColor wrap="truncate">
				{inWidth(`${left}${rule}${right}`, width)}
			</Text>
			<Box flexDirection="column" paddingLeft={1}>
				<Lines lines={events} scroll={0} count={lines} width={width - 2} />
			</Box>
		</Box>
	);
};
