import {Box} from 'ink';
import {aboutNow} from '../../store/about-now.ts';
import {countLogRows, type LogsMode, selectLogRows, selectLogTop} from '../../store/logs.ts';
import type {State} from '../../store/state.ts';
import {TitledBox} from '../chrome/titled-box.tsx';
import {Lines, LineText} from '../details/lines.tsx';
import type {Layout} from '../layout.ts';
import {emptyLog, logFoot, logLine, logTitle} from './log-lines.ts';
import {pageColumns, pageHeight, pageLines} from './reading-screen.tsx';

type Props = {readonly state: State; readonly mode: LogsMode; readonly layout: Layout};

/** A log in place of the body, its newest line at the bottom. */
export const LogsScreen = ({state, mode, layout}: Props) => {
	const {log} = state;
	if (log === undefined) {
		return null;
	}

	const width = pageColumns(layout);
	const count = Math.max(0, Math.min(countLogRows(state), pageLines(layout) - 1));
	const rows = selectLogRows(state, mode);
	const top = selectLogTop(state, mode);
	const shown = rows.slice(top, top + count);
	const showsInstance = log.source.target === undefined;
	const lines = shown.length === 0 ? emptyLog(log, width) : shown.map(row => logLine(row, showsInstance, aboutNow(state)));
	const position = shown.length === 0 ? '' : `  ${top + 1}-${top + shown.length}/${rows.length}`;
	return (
		<TitledBox title={`${logTitle(log, mode)}${position}`} width={layout.columns} height={pageHeight(layout)} isFocused>
			<Box flexDirection="column" paddingX={1} flexGrow={1}>
				<Lines lines={lines} scroll={0} count={count} width={width} />
			</Box>
			<Box paddingX={1}>
				<LineText line={logFoot(state, log, mode, width)} width={width} />
			</Box>
		</TitledBox>
	);
};
