import type {Line} from '../../domain/details/line.ts';
import {selectScreen} from '../../store/screens.ts';
import type {State} from '../../store/state.ts';
import {LineText} from '../details/lines.tsx';
import {screenLine} from '../resources/screen-line.ts';
import {type Source, useShown} from '../use-selector.ts';
import {statusLine, viewLine} from './header-text.ts';

const headerLines = (state: State, width: number): readonly Line[] => [
	statusLine(state, width),
	selectScreen(state) === undefined ? viewLine(state, width) : screenLine(state, width),
];

/** The two lines on top. */
export const Header = ({source, width}: {readonly source: Source; readonly width: number}) =>
	useShown(source, state => headerLines(state, width)).map((line, index) => <LineText key={index} line={line} width={width} />);
