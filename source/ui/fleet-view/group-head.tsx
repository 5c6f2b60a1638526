import {Text} from 'ink';
import {memo} from 'react';
import {toneProps} from '../theme.ts';
import type {GroupText} from './group-text.ts';

/** The head of a group in the table. It renders again only when its text does. */
export const GroupHead = memo(({gutter, name, sums, troubleTone, isCursor}: GroupText & {readonly isCursor: boolean}) => (
	<Text wrap="truncate">
		<Text {...toneProps(troubleTone)}>{gutter}</Text>
		<Text bold inverse={isCursor}>
			{name}
		</Text>{' '}
		<Text {...toneProps(troubleTone)}>{sums}</Text>
	</Text>
));
