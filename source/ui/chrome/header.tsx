import type {State} from '../../store/state.ts';
import {LineText} from '../details/lines.tsx';
import {statusLine, viewLine} from './header-text.ts';

/** The two lines on top. */
export const Header = ({state, width}: {readonly state: State; readonly width: number}) => (
	<>
		<LineText line={statusLine(state, width)} width={width} />
		<LineText line={viewLine(state, width)} width={width} />
	</>
);
