import {Text} from 'ink';
import {memo} from 'react';
import {toneProps} from '../theme.ts';
import type {RowText} from './row-text.ts';

/** One row of the table. It renders again only when its text does. */
export const Row = memo(({gutter, before, state, after, tone, isTrouble, isCursor}: RowText & {readonly isCursor: boolean}) => (
	<Text wrap="truncate">
		<Text {...toneProps(isTrouble ? 'bad' : undefined)}>{gutter}</Text>
		<Text bold={isCursor} inverse={isCursor}>
			{before}
		</Text>{' '}
		<Text {...toneProps(tone)}>{state}</Text> <Text {...toneProps(isTrouble ? 'bad' : undefined)}>{after}</Text>
	</Text>
));
