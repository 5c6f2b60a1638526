import {selectScreen} from '../../store/screens.ts';
import type {State} from '../../store/state.ts';
import {LineText} from '../details/lines.tsx';
import {screenLine} from '../resources/screen-line.ts';
import {statusLine, viewLine} from './header-text.ts';

/** The two lines on top. */
export const Header = ({state, width}: {readonly state: State; readonly width: number}) => (
	<>
		<LineText line={statusLine(state, width)} width={width} />
		<LineText line={selectScreen(state) === undefined ? viewLine(state, width) : screenLine(state, width)} width={width} />
	</>
);
