import {Box} from 'ink';
import {selectScreen} from '../../store/screens.ts';
import {selectCursorMachine, selectSettledRows} from '../../store/selectors.ts';
import type {Mode, State} from '../../store/state.ts';
import type {Store} from '../../store/store.ts';
import {TitledBox} from '../chrome/titled-box.tsx';
import {Details} from '../details/details.tsx';
import {Preview} from '../details/preview.tsx';
import {FleetScreen} from '../fleet-view/fleet-screen.tsx';
import type {Layout} from '../layout.ts';
import {ResourceBody} from '../resources/resource-body.tsx';
import type {Painter} from '../surface.tsx';
import {Table} from '../table/table.tsx';
import {type Source, useSelector} from '../use-selector.ts';
import {LogsScreen} from './logs-screen.tsx';
import {isReading, ReadingScreen} from './reading-screen.tsx';
import {TimelineScreen, TimelineStrip} from './timeline-screen.tsx';

type Props = {
	/** The state for all but the table, whose cursor may be further. */
	readonly source: Source;
	readonly store: Store;
	/** Paints the rows of the table; undefined where Ink has to draw them. */
	readonly painter: Painter | undefined;
	readonly layout: Layout;
};

const machineTitle = (state: State): string => {
	const machine = selectCursorMachine(state);
	return machine === undefined ? 'no machine' : `${machine.id}  ${machine.name}`;
};

const tableTitle = (state: State): string => `machines ${selectSettledRows(state).length}/${state.fleet.size}`;

const focusOf = ({view}: State): State['view']['focus'] => view.focus;

const TableBox = ({source, store, painter, layout: {table}}: Props) => (
	<TitledBox
		title={useSelector(source, tableTitle)}
		width={table.width}
		height={table.height}
		isFocused={useSelector(source, focusOf) === 'table'}
	>
		<Table store={store} painter={painter} width={table.width - 2} lines={table.lines} />
	</TitledBox>
);

type DetailsProps = Pick<Props, 'source' | 'layout'> & {readonly isAlone?: boolean};

const DetailsBox = ({source, layout: {details}, isAlone = false}: DetailsProps) => {
	const title = useSelector(source, machineTitle);
	const hasFocus = useSelector(source, focusOf) === 'details';
	return (
		<TitledBox title={title} width={details.width} height={details.height} isFocused={isAlone || hasFocus}>
			<Details source={source} width={details.width - 2} lines={details.lines} />
		</TitledBox>
	);
};

/** The machines, and what is told of the one under the cursor. */
const Machines = (props: Props) => {
	const {source, store, painter, layout} = props;
	switch (layout.arrangement) {
		case 'side-by-side':
			return (
				<>
					<Box>
						<TableBox {...props} />
						<DetailsBox source={source} layout={layout} />
					</Box>
					{layout.stripBars === 0 ? null : <TimelineStrip source={source} layout={layout} />}
				</>
			);
		case 'details':
			return <DetailsBox source={source} layout={layout} isAlone />;
		case 'table':
			return (
				<>
					<Table store={store} painter={painter} width={layout.table.width} lines={layout.table.lines} />
					{layout.previewLines === 0 ? null : <Preview source={source} width={layout.columns} lines={layout.previewLines} />}
				</>
			);
		case 'too-small':
			return null;
	}
};

/** What takes the place of the machines: it is drawn again with each change. */
const Page = ({source, layout}: Pick<Props, 'source' | 'layout'>) => {
	const state = useSelector(source, whole => whole);
	const {mode} = state.view;
	if (isReading(mode)) {
		return <ReadingScreen state={state} mode={mode} layout={layout} />;
	}

	if (mode.kind === 'logs') {
		return <LogsScreen state={state} mode={mode} layout={layout} />;
	}

	if (mode.kind === 'timeline') {
		return <TimelineScreen state={state} mode={mode} layout={layout} />;
	}

	if (mode.kind === 'fleet') {
		return <FleetScreen state={state} mode={mode} layout={layout} />;
	}

	const screen = selectScreen(state);
	return screen === undefined ? null : <ResourceBody state={state} screen={screen} layout={layout} />;
};

const pages: ReadonlySet<Mode['kind']> = new Set(['logs', 'timeline', 'fleet']);

const hasPage = (state: State): boolean => {
	const {mode} = state.view;
	return isReading(mode) || pages.has(mode.kind) || selectScreen(state) !== undefined;
};

/** Everything between header and footer. */
export const Body = (props: Props) => (useSelector(props.source, hasPage) ? <Page {...props} /> : <Machines {...props} />);
