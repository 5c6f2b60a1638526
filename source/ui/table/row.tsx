import {memo} from 'react';
import type {Line} from '../../domain/details/line.ts';
import {LineText} from '../details/lines.tsx';

type Props = {readonly line: Line; readonly width: number};

const isSameLine = (left: Line, right: Line): boolean =>
	left === right ||
	(left.length === right.length &&
		left.every((segment, index) => {
			const other = right[index];
			return (
				other !== undefined &&
				segment.text === other.text &&
				segment.tone === other.tone &&
				segment.isStrong === other.isStrong &&
				segment.isFaint === other.isFaint &&
				segment.isUnderlined === other.isUnderlined &&
				segment.isInverse === other.isInverse
			);
		}));

/** One row of a table. It renders again only when what it shows does. */
export const Row = memo(LineText, (before: Props, after: Props) => before.width === after.width && isSameLine(before.line, after.line));
