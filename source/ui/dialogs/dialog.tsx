import {Box, Text} from 'ink';
import type {Line} from '../../domain/details/line.ts';
import {beginningOf, inWidth, widthOf} from '../../domain/text.ts';
import {LineText} from '../details/lines.tsx';
import type {DialogText, Room} from './blocks.ts';

type Props = DialogText & {readonly columns: number; readonly rows: number};

const widest = 68;
const narrow = 60;

/** On a narrow screen a dialog takes all of the width: what little would be seen beside it could not be read. */
const widthIn = (columns: number): number => (columns < narrow ? columns : Math.min(widest, columns - 4));

/** The room that a dialog has for its lines on a screen. */
export const dialogRoom = (columns: number, rows: number): Room => ({width: widthIn(columns) - 4, height: rows - 2});

const padded = (line: Line, width: number): Line => {
	const used = line.reduce((sum, {text}) => sum + widthOf(text), 0);
	return [...line, {text: ' '.repeat(Math.max(0, width - used))}];
};

/** A box over the middle of the screen. Each of its lines is as wide as it is, so that nothing shines through. */
export const Dialog = ({title, lines, columns, rows}: Props) => {
	const width = widthIn(columns);
	const inner = width - 4;
	const height = lines.length + 2;
	const edge = '─'.repeat(width - 2);
	return (
		<Box
			position="absolute"
			top={Math.max(0, Math.floor((rows - height) / 2))}
			left={Math.floor((columns - width) / 2)}
			flexDirection="column"
			width={width}
			height={height}
		>
			<Text color="cyan">{beginningOf(`┌─ ${inWidth(`${title} `, Math.min(widthOf(title) + 1, inner))}${edge}`, width - 1)}┐</Text>
			{lines.map((line, index) => (
				<Box key={index} width={width}>
					<Text color="cyan">│ </Text>
					<LineText line={padded(line, inner)} width={inner} />
					<Text color="cyan"> │</Text>
				</Box>
			))}
			<Text color="cyan">{`└${edge}┘`}</Text>
		</Box>
	);
};
