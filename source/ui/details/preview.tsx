import {Box, Text} from 'ink';
import {eventLine} from '../../domain/details/event-lines.ts';
import type {Line} from '../../domain/details/line.ts';
import {whyInBrief} from '../../domain/details/why-lines.ts';
import type {Machine} from '../../domain/machine.ts';
import {inWidth, truncate, widthOf} from '../../domain/text.ts';
import {detailsContextOf, selectCursorMachine} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import {type Source, useShown} from '../use-selector.ts';
import {Lines} from './lines.tsx';

/** The cells beside the lines, left and right. */
const margins = 2;

/** Of the preview's lines, so many at least are events. */
const leastEvents = 2;

/** Why the machine is as it is, in as many lines as leave room for some events. */
const previewedWhy = (state: State, machine: Machine, width: number, lines: number): readonly Line[] => {
	const {troubles} = detailsContextOf(state, machine);
	return whyInBrief(machine, troubles, state.nowMs, width, lines - leastEvents);
};

/** The preview of the machine under the cursor, its title first; undefined where there is none. */
const previewIn = (state: State, width: number, lines: number) => {
	const machine = selectCursorMachine(state);
	if (machine === undefined) {
		return undefined;
	}

	const why = previewedWhy(state, machine, width - margins, lines);
	const total = machine.events.length;
	const shown = Math.min(lines - why.length, total);
	const right = ` events ${shown === 0 ? 0 : 1}-${shown}/${total}  enter: all `;
	const id = `── ${machine.id} ── `;
	const left = `${id}${truncate(machine.name, width - widthOf(id) - widthOf(right) - 1)} `;
	const rule = '─'.repeat(Math.max(0, width - widthOf(left) - widthOf(right)));
	const events = machine.events.slice(0, shown).map(event => eventLine(event, state.nowMs));
	return {title: inWidth(`${left}${rule}${right}`, width), seen: [...why, ...events]};
};

type Props = {readonly source: Source; readonly width: number; readonly lines: number};

/** Why the machine under the cursor is as it is, and its newest events, below the table. */
export const Preview = ({source, width, lines}: Props) => {
	const preview = useShown(source, state => previewIn(state, width, lines));
	if (preview === undefined) {
		return <Box height={lines + 1} />;
	}

	const {title, seen} = preview;
	return (
		<Box flexDirection="column" height={lines + 1} overflow="hidden">
			<Text dimColor wrap="truncate">
				{title}
			</Text>
			<Box flexDirection="column" paddingLeft={1}>
				<Lines lines={seen} scroll={0} count={lines} width={width - margins} />
			</Box>
		</Box>
	);
};
