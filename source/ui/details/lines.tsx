import {Text} from 'ink';
import type {Line, Segment} from '../../domain/details/line.ts';
import {truncate, widthOf} from '../../domain/text.ts';
import {segmentProps} from '../theme.ts';

/** A line cut to a width, segment by segment. */
const cutLine = (line: Line, width: number): Line => {
	const cut: Segment[] = [];
	let left = width;
	for (const segment of line) {
		if (left <= 0) {
			break;
		}

		const text = truncate(segment.text, left);
		cut.push({...segment, text});
		left -= widthOf(text);
	}

	return cut;
};

/** One line of a pane. */
export const LineText = ({line, width}: {readonly line: Line; readonly width: number}) => (
	<Text wrap="truncate">
		{line.length === 0
			? ' '
			: cutLine(line, width).map((segment, index) => (
					// A line's segments have no identity but their place.
					<Text key={index} {...segmentProps(segment)}>
						{segment.text}
					</Text>
				))}
	</Text>
);

/** Some lines of a text, from `scroll` on, as many as there is room for. */
export const Lines = ({
	lines,
	scroll,
	count,
	width,
}: {
	readonly lines: readonly Line[];
	readonly scroll: number;
	readonly count: number;
	readonly width: number;
}) => lines.slice(scroll, scroll + count).map((line, index) => <LineText key={index} line={line} width={width} />);
