import {Text} from 'ink';
import {memo, type ReactNode} from 'react';
import {toneProps} from '../theme.ts';
import type {RowText, Stretch} from './row-text.ts';

type Props = RowText & {
	readonly isCursor: boolean;
	/** True when its data is older than it should be, or all that is left of it. */
	readonly isOld: boolean;
};

/** What changed is told by style, not by colour. */
const contentOf = (stretch: Stretch): ReactNode =>
	typeof stretch === 'string'
		? stretch
		: stretch.map(({text, isChanged}, index) =>
				isChanged ? (
					// The pieces have no identity but their place.
					<Text key={index} bold underline>
						{text}
					</Text>
				) : (
					text
				),
			);

const isSameStretch = (left: Stretch, right: Stretch): boolean =>
	typeof left === 'string' || typeof right === 'string'
		? left === right
		: left.length === right.length &&
			left.every(({text, isChanged}, index) => text === right[index]?.text && isChanged === right[index].isChanged);

const isSameRow = (
	{before, state, after, ...rest}: Props,
	{before: nextBefore, state: nextState, after: nextAfter, ...nextRest}: Props,
): boolean =>
	isSameStretch(before, nextBefore) &&
	isSameStretch(state, nextState) &&
	isSameStretch(after, nextAfter) &&
	(Object.keys(rest) as (keyof typeof rest)[]).every(key => rest[key] === nextRest[key]);

/** One row of the table, faint while its data is old. It renders again only when its text does. */
export const Row = memo(
	({gutter, before, state, after, tone, troubleTone, isCursor, isOld}: Props) => (
		<Text wrap="truncate" dimColor={isOld}>
			<Text {...toneProps(troubleTone)}>{gutter}</Text>
			<Text bold={isCursor} inverse={isCursor}>
				{contentOf(before)}
			</Text>{' '}
			<Text {...toneProps(tone)}>{contentOf(state)}</Text> <Text {...toneProps(troubleTone)}>{contentOf(after)}</Text>
		</Text>
	),
	isSameRow,
);
