import {Box, Text} from 'ink';
import {memoizeEach} from '../../store/memoize.ts';
import {selectRows} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import type {Store} from '../../store/store.ts';
import {type Painter, Surface} from '../surface.tsx';
import {lineSequence} from '../theme.ts';
import {useSelector} from '../use-selector.ts';
import {emptyText} from './empty-text.ts';
import {Row} from './row.tsx';
import {tableRows} from './table-lines.ts';

type Props = {
	readonly store: Store;
	/** Paints the rows past Ink; undefined where that cannot be done, or something is drawn over them. */
	readonly painter: Painter | undefined;
	readonly width: number;
	readonly lines: number;
};

const sequenceOf = memoizeEach(lineSequence);

const writeRows = (state: State, width: number, height: number): readonly string[] =>
	tableRows(state, width, height - 1).map(({line}) => sequenceOf(line));

const Rows = ({store, width, lines}: Props) => {
	const state = useSelector(store, whole => whole);
	return tableRows(state, width, lines).map(({id, line}) => <Row key={id} line={line} width={width} />);
};

const Empty = ({store}: Props) => {
	const state = useSelector(store, whole => whole);
	return emptyText(state).map(text => (
		<Text key={text} wrap="wrap">
			{` ${text}`}
		</Text>
	));
};

const hasRows = (state: State): boolean => selectRows(state).length > 0;

/** The machine table: only the rows that are visible exist. */
export const Table = (props: Props) => {
	const {store, painter, width, lines} = props;
	const isEmpty = !useSelector(store, hasRows);
	const height = lines + 1;
	return (
		<Box flexDirection="column" width={width} height={height} overflow="hidden">
			{isEmpty ? (
				<Empty {...props} />
			) : painter === undefined ? (
				<Rows {...props} />
			) : (
				<Surface painter={painter} store={store} write={writeRows} width={width} height={height} />
			)}
		</Box>
	);
};
