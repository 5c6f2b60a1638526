import {Box} from 'ink';
import type {State} from '../../store/state.ts';
import {TitledBox} from '../chrome/titled-box.tsx';
import {Lines} from '../details/lines.tsx';
import type {Layout} from '../layout.ts';
import {readingLines} from './reading-lines.ts';

/** Help or notes in place of the body, scrolled no further than their end. */
export const ReadingScreen = ({state, layout}: {readonly state: State; readonly layout: Layout}) => {
	const {columns, rows} = layout;
	const {mode} = state.view;
	const height = rows - 4;
	const count = height - 2;
	const {title, lines} = readingLines(state, columns - 4);
	const wanted = mode.kind === 'help' || mode.kind === 'notes' ? mode.scroll : 0;
	const scroll = Math.min(wanted, Math.max(0, lines.length - count));
	return (
		<TitledBox
			title={`${title} ${scroll + 1}-${Math.min(lines.length, scroll + count)}/${lines.length}`}
			width={columns}
			height={height}
			isFocused
		>
			<Box flexDirection="column" paddingX={1}>
				<Lines lines={lines} scroll={scroll} count={count} width={columns - 4} />
			</Box>
		</TitledBox>
	);
};
