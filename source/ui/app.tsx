import {Box, useApp, useInput, usePaste, useWindowSize} from 'ink';
import {useLayoutEffect, useMemo} from 'react';
import type {Effect, Outcome} from '../commands/command.ts';
import {type Arrival, onRead} from '../commands/one-read.ts';
import {selectFocus, selectScreen} from '../store/screens.ts';
import type {State} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import {storeAtRest} from '../store/store-at-rest.ts';
import type {View} from '../store/view.ts';
import {chordsOf} from './chords.ts';
import {Footer} from './chrome/footer.tsx';
import {Header} from './chrome/header.tsx';
import {detailsLineWidth} from './details/details.tsx';
import {Dialog, dialogRoom} from './dialogs/dialog.tsx';
import {dialogText} from './dialogs/dialog-text.ts';
import {borders, type Layout, layoutFor} from './layout.ts';
import {Body} from './screens/body.tsx';
import {isReading, lastPageScroll, pageColumns, pageLines} from './screens/reading-screen.tsx';
import {SmallScreen} from './screens/small-screen.tsx';
import type {Painter} from './surface.tsx';
import {useOneRead} from './use-one-read.ts';
import {useShown} from './use-selector.ts';

/** What the program can do with the terminal while the screen is shown. */
export type Screen = Pick<ReturnType<typeof useApp>, 'exit' | 'suspendTerminal'>;

type Props = {
	readonly store: Store;
	readonly perform: (effect: Effect, screen: Screen) => void;
	/** Paints the rows of the table past Ink, where the screen can do that. */
	readonly painter?: Painter | undefined;
};

const shapeIn = (state: State) => {
	const {focus, isFullScreen} = selectFocus(state);
	return {focus, isFullScreen, isOfMachines: selectScreen(state) === undefined};
};

/** What a page takes that has the place of the machines. */
const pageIn = (state: State, layout: Layout): Partial<View> => {
	const {mode} = state.view;
	const isBarred = isReading(mode) || mode.kind === 'logs' || mode.kind === 'fleet';
	return {stripBars: isBarred ? 0 : layout.stripBars, ...(isReading(mode) ? {pageEnd: lastPageScroll(state, mode, layout)} : {})};
};

/** How much the layout shows of what scrolls; nothing is told of what it does not show. */
const roomIn = (layout: Layout): Partial<View> => {
	const {arrangement, table, details, rows, isWide} = layout;
	const tableRows = arrangement === 'too-small' ? Math.max(1, rows - 1) : table.lines;
	return {
		...(tableRows > 0 ? {tableRows} : {}),
		...(details.lines > 0 ? {paneRows: details.lines} : {}),
		...(details.width > 0 ? {paneWidth: detailsLineWidth(details.width - borders)} : {}),
		pageRows: pageLines(layout),
		pageColumns: pageColumns(layout),
		isWide,
	};
};

/** The whole screen, and the only place where keys come in. */
export const App = ({store, perform, painter}: Props) => {
	const source = useMemo(() => storeAtRest(store), [store]);
	const screen = useApp();
	const {columns, rows} = useWindowSize();
	const shape = useShown(source, shapeIn);
	const layout = useMemo(() => layoutFor({columns, rows, ...shape}), [columns, rows, shape]);
	const page = useShown(source, state => pageIn(state, layout));
	const dialog = useShown(source, state => dialogText(state, dialogRoom(columns, rows)));

	useLayoutEffect(() => {
		store.dispatch({type: 'view-changed', change: {...roomIn(layout), ...page}});
	}, [store, layout, page]);

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

	return (
		<Box flexDirection="column" width={columns} height={rows} overflow="hidden">
			<Header source={source} width={columns} />
			<Box flexGrow={1} flexDirection="column">
				<Body source={source} store={store} painter={dialog === undefined ? painter : undefined} layout={layout} />
			</Box>
			<Footer source={source} width={columns} />
			{dialog === undefined ? null : <Dialog {...dialog} columns={columns} rows={rows} />}
		</Box>
	);
};
