import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import {truncate, widthOf} from '../../domain/text.ts';

type Props = {
	readonly title: string;
	readonly width: number;
	readonly height: number;
	readonly isFocused: boolean;
	readonly children: ReactNode;
};

/** A border with a title in its upper edge; the pane with the focus is bright. */
export const TitledBox = ({title, width, height, isFocused, children}: Props) => {
	const shown = truncate(title, width - 6);
	const line = '─'.repeat(Math.max(0, width - widthOf(shown) - 5));
	return (
		<Box flexDirection="column" width={width} height={height}>
			<Text dimColor={!isFocused} wrap="truncate">
				┌─ <Text bold={isFocused}>{shown}</Text> {line}┐
			</Text>
			<Box borderStyle="single" borderTop={false} borderDimColor={!isFocused} width={width} height={height - 1} flexDirection="column">
				{children}
			</Box>
		</Box>
	);
};
