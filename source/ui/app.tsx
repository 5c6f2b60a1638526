import {Box, useApp, useInput, usePaste, useWindowSize} from 'ink';
import {useLayoutEffect, useMemo, useState} from 'react';
import type {Effect, Outcome} from '../commands/command.ts';
import {type Arrival, onRead} from '../commands/one-read.ts';
import {selectFocus, selectScreen} from '../store/screens.ts';
import type {Store} from '../store/store.ts';
import {createRestSelector} from '../store/table/left-behind.ts';
import {chordsOf} from './chords.ts';
import {Footer} from './chrome/footer.tsx';
import {Header} from './chrome/header.tsx';
import {detailsLineWidth} from './details/details.tsx';
import {Dialog, dialogRoom} from './dialogs/dialog.tsx';
import {dialogText} from './dialogs/dialog-text.ts';
import {borders, layoutFor} from './layout.ts';
import {Body} from './screens/body.tsx';
import {isReading, lastPageScroll, pageColumns as pageColumnsOf, pageLines, ReadingScreen} from './screens/reading-screen.tsx';
import {SmallScreen} from './screens/small-screen.tsx';
import type {Painter} from './surface.tsx';
import {useOneRead} from './use-one-read.ts';
import {useSelector} from './use-selector.ts';

/** What the program can do with the terminal while the screen is shown. */
export type Screen = Pick<ReturnType<typeof useApp>, 'exit' | 'suspendTerminal'>;

type Props = {
	readonly store: Store;
	readonly perform: (effect: Effect, screen: Screen) => void;
	/** Paints the rows of the table past Ink, where the screen can do that. */
	readonly painter?: Painter | undefined;
};

/** The whole screen, and the only place where keys come in. */
export const App = ({store, perform, painter}: Props) => {
	const [selectAtRest] = useState(createRestSelector);
	const state = useSelector(store, selectAtRest);
	const screen = useApp();
	const {columns, rows} = useWindowSize();
	const {mode} = state.view;
	const {focus, isFullScreen} = selectFocus(state);
	const isOfMachines = selectScreen(state) === undefined;
	const layout = useMemo(
		() => layoutFor({columns, rows, focus, isFullScreen, isOfMachines}),
		[columns, rows, focus, isFullScreen, isOfMachines],
	);
	const tableRows = layout.arrangement === 'too-small' ? Math.max(1, rows - 1) : layout.table.lines || state.view.tableRows;
	const paneRows = layout.details.lines || state.view.paneRows;
	const paneWidth = layout.details.width > 0 ? detailsLineWidth(layout.details.width - borders) : state.view.paneWidth;

	const pageRows = pageLines(layout);
	const pageColumns = pageColumnsOf(layout);
	const pageEnd = isReading(mode) ? lastPageScroll(state, mode, layout) : state.view.pageEnd;
	const stripBars = isReading(mode) || mode.kind === 'logs' || mode.kind === 'fleet' ? 0 : layout.stripBars;
	const {isWide} = layout;

	useLayoutEffect(() => {
		store.dispatch({type: 'view-changed', change: {tableRows, paneRows, paneWidth, stripBars, pageRows, pageColumns, pageEnd, isWide}});
	}, [store, tableRows, paneRows, paneWidth, stripBars, pageRows, pageColumns, pageEnd, isWide]);

	const apply = ({events = [], effects = []}: Outcome): void => {
		store.dispatch(...events);
		for (const effect of effects) {
			perform(effect, screen);
		}
	};

	const isSeen = layout.arrangement !== 'too-small';
	const arrive = useOneRead<Arrival>(arrivals => {
		store.dispatch({type: 'key-pressed'});
		onRead(arrivals, {getState: store.getState, apply, isSeen, isBehind: painter?.isBehind() ?? false});
	});
	useInput((input, key) => {
		arrive({type: 'keys', chords: chordsOf(input, key), count: Math.max(1, [...input].length)});
	});
	usePaste(text => {
		arrive({type: 'paste', text});
	});

	if (!isSeen) {
		return <SmallScreen store={store} columns={columns} rows={rows} />;
	}

	const dialog = dialogText(state, dialogRoom(columns, rows));
	return (
		<Box flexDirection="column" width={columns} height={rows} overflow="hidden">
			<Header state={state} width={columns} />
			<Box flexGrow={1} flexDirection="column">
				{isReading(mode) ? (
					<ReadingScreen state={state} mode={mode} layout={layout} />
				) : (
					<Body state={state} store={store} painter={dialog === undefined ? painter : undefined} layout={layout} />
				)}
			</Box>
			<Footer state={state} width={columns} />
			{dialog === undefined ? null : <Dialog {...dialog} columns={columns} rows={rows} />}
		</Box>
	);
};
