import {Text} from 'ink';
import {memo} from 'react';
import {toneProps} from '../theme.ts';
import type {RowText} from './row-text.ts';

type Props = RowText & {readonly isCursor: boolean /** True when its data is older than it should be. */; readonly isOld: boolean};

/** One row of the table, faint while its data is old. It renders again only when its text does. */
export const Row = memo(({gutter, before, state, after, tone, troubleTone, isCursor, isOld}: Props) => (
	<Text wrap="truncate" dimColor={isOld}>
		<Text {...toneProps(troubleTone)}>{gutter}</Text>
		<Text bold={isCursor} inverse={isCursor}>
			{before}
		</Text>{' '}
		<Text {...toneProps(tone)}>{state}</Text> <Text {...toneProps(troubleTone)}>{after}</Text>
	</Text>
));
